/** The steps of a scenario, with what they attached. */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { highlighted } from '../highlight';
import { T } from './text';
import type { SiteAttachment, SiteStep } from '../site-run';

const Markup = ({ html }: { readonly html: string }): JSX.Element => <pre dangerouslySetInnerHTML={{ __html: html }} />;

const isManifest = ({ title }: SiteAttachment): boolean => /\.(?:ya?ml|json)$/.test(title);
/** Between a request and its answer in the title of an exchange. */
const ANSWERED = ' -> ';
const WHY = /\n\nbecause /;

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
function ExchangeText({ body }: { readonly body: string }): JSX.Element {
  const [asked = '', why] = body.split(WHY);
  return (
    <>
      <Cut text={asked} />
      {why !== undefined && <pre class="why">{`because ${why}`}</pre>}
    </>
  );
}

function Attached({ attachment, isSetUp }: { readonly attachment: SiteAttachment; readonly isSetUp: boolean }): JSX.Element {
  const { title, body } = attachment;
  const [request = '', answer] = title.split(ANSWERED);
  const isExchange = answer !== undefined;
  // What the administrator sets up says no more than the manifest does.
  if (isSetUp && answer?.startsWith('2')) return <p class="exchange quiet">{title}</p>;
  const label = isExchange ? `${request} → ${answer}` : title;
  return (
    <details class={isExchange ? 'attached exchange' : 'attached'} open={isExchange && !isSetUp}>
      <summary>{label || '…'}</summary>
      {isExchange ? <ExchangeText body={body} /> : isManifest(attachment) ? <Markup html={highlighted(body, 'yaml')} /> : <Cut text={body} />}
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
    <span class="keyword">{keyword}</span> {text}
    {docString !== undefined && (isYaml(docString) ? <Markup html={highlighted(docString, 'yaml')} /> : <pre>{docString}</pre>)}
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

const isGiven = (steps: readonly SiteStep[], at: number): boolean => steps.slice(0, at + 1).every(({ keyword }) => !/^(?:When|Then)/.test(keyword));

export const StepsWithAnswers = ({ steps }: { readonly steps: readonly SiteStep[] }): JSX.Element => (
  <ol class="steps">
    {steps.map((step, at) => (
      <li>
        <Sentence {...step} />
        {step.attachments.map((attachment) => (
          <Attached attachment={attachment} isSetUp={isGiven(steps, at)} />
        ))}
      </li>
    ))}
  </ol>
);
