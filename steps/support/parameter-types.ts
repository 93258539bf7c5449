/**
 * The words of sentences and the values they stand for. Broad ones are not offered in snippets, or every unknown step would
 * be written with them.
 */
import { defineParameterType } from '@cucumber/cucumber';
import { OBJECT_REFERENCE, objectReference } from './object-reference';
import { requesterCalled } from './requesters';
import type { ScenarioWorld } from './world';

/** `jane`, `system:serviceaccount:foo:default`, `the administrator`, `an anonymous client`, `the bearer of the token "t"`, `the bearer of that token` (of the last answer that had one). */
defineParameterType({
  name: 'user',
  regexp: /the administrator|an anonymous client|the bearer of the token "[^"]*"|the bearer of that token|[a-z][\w.@-]*(?::[\w.@-]+)*/,
  useForSnippets: false,
  transformer(this: ScenarioWorld, name: string) {
    return requesterCalled(this, name);
  },
});

/** `get`, `deletecollection`. */
defineParameterType({ name: 'verb', regexp: /\*|[a-z][a-z:-]*/, useForSnippets: false, transformer: String });

/** `services in namespace "foo"`, `service "web" in namespace "foo"`, `nodes`, `the path "/healthz"`; `the missing service "web" in the missing namespace "foo"` for what is not there and is meant not to be. */
defineParameterType({ name: 'object', regexp: OBJECT_REFERENCE, useForSnippets: false, transformer: objectReference });

/** `clusterroles`: the plural name of a resource. */
defineParameterType({ name: 'resource', regexp: /[a-z]+/, useForSnippets: false, transformer: String });

/** `"foo"`, `"foo" and "bar"`, `"a", "b" and "c"`. */
defineParameterType({
  name: 'names',
  regexp: /"[^"]*"(?:(?:, | and )"[^"]*")*/,
  useForSnippets: false,
  transformer: (text: string) => [...text.matchAll(/"([^"]*)"/g)].map(([, name]) => name),
});

/** `GET`: an HTTP method. */
defineParameterType({ name: 'method', regexp: /GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS/, transformer: String });

/** `/api/v1/pods?watch=true`: path and query as sent. */
defineParameterType({ name: 'path', regexp: /\/\S*/, useForSnippets: false, transformer: String });

/** `kubectl get pods`, with environment variables before it if need be. */
defineParameterType({ name: 'command', regexp: /(?:(?<![A-Z_])[A-Z_]+=(?:"[^"]*"|[^ ="]*) )?kubectl .+/, useForSnippets: false, transformer: String });

/** `cat /etc/secret/password`: what a shell in a container runs. */
defineParameterType({ name: 'shell', regexp: /(?!curl localhost:8001\/).+/, useForSnippets: false, transformer: String });
