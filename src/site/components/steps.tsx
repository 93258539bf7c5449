/** The steps of a scenario, with what they attached. */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { highlighted } from '../highlight';
import { exchangeIn, type ShownExchange } from '../exchange-in';
import { stageSetBy, type SiteAttachment, type SiteStep } from '../site-run';
import { T } from './text';

const Markup = ({ html }: { readonly html: string }): JSX.Element => <pre dangerouslySetInnerHTML={{ __html: html }} />;

const isManifest = ({ title }: SiteAttachment): boolean => /\.(?:ya?ml|json)$/.test(title);

/** Of a longer text the page shows the beginning: all types of an API are not for reading there. */
const MOST_CHARACTERS = 3_000;

const Cut = ({ text }: { readonly text: string }): JSX.Element => (
  <>
    <pre>{text.slice(0, MOST_CHARACTERS)}</pre>
    {text.length > MOST_CHARACTERS && (
      <p class="quiet">
        <T en={`${text.length - MOST_CHARACTERS} more characters`} zh={`另有 ${text.length - MOST_CHARACTERS} 个字符`} />
      </p>
    )}
  </>
);

/** A request with its answer, and why it was answered so. */
const ExchangeText = ({ text, why }: ShownExchange): JSX.Element => (
  <>
    <Cut text={text} />
    {why !== '' && <pre class="why">{`because ${why}`}</pre>}
  </>
);

function Attached({ attachment, isSetUp }: { readonly attachment: SiteAttachment; readonly isSetUp: boolean }): JSX.Element {
  const { title, body } = attachment;
  const exchange = exchangeIn(attachment);
  // What the administrator sets up says no more than the manifest does.
  if (isSetUp && exchange?.answer.startsWith('2')) return <p class="exchange quiet">{title}</p>;
  if (exchange !== undefined)
    return (
      <details class="attached exchange" open={!isSetUp}>
        <summary>{`${exchange.request} → ${exchange.answer}`}</summary>
        <ExchangeText {...exchange} />
      </details>
    );
  return (
    <details class="attached">
      <summary>{title || '…'}</summary>
      {isManifest(attachment) ? <Markup html={highlighted(body)} /> : <Cut text={body} />}
    </details>
  );
}

const Table = ({ rows }: { readonly rows: readonly (readonly string[])[] }): JSX.Element => (
  <div class="scrolls">
    <table>
      {rows.map((row) => (
        <tr>
          {row.map((cell) => (
            <td>{cell}</td>
          ))}
        </tr>
      ))}
    </table>
  </div>
);

const isYaml = (text: string): boolean => /^(?:apiVersion|kind|- |[a-z]\w*:)/.test(text);

/** A step alone: what a feature says. */
const Sentence = ({ keyword, text, docString, table }: SiteStep): JSX.Element => (
  <>
    <b>{keyword}</b> {text}
    {docString !== undefined && (isYaml(docString) ? <Markup html={highlighted(docString)} /> : <pre>{docString}</pre>)}
    {table !== undefined && <Table rows={table} />}
  </>
);

export const Sentences = ({ steps }: { readonly steps: readonly SiteStep[] }): JSX.Element => (
  <ol class="steps">
    {steps.map((step) => (
      <li>
        <Sentence {...step} />
      </li>
    ))}
  </ol>
);

export const StepsWithAnswers = ({ steps }: { readonly steps: readonly SiteStep[] }): JSX.Element => (
  <ol class="steps">
    {steps.map((step, at) => (
      <li>
        <Sentence {...step} />
        {step.attachments.map((attachment) => (
          <Attached attachment={attachment} isSetUp={at < stageSetBy(steps)} />
        ))}
      </li>
    ))}
  </ol>
);
