/**
 * Cucumber's page is a little wider than its window: boxes of full width have borders outside of it, its search field has a least
 * width, and long names do not break. This style comes after its own.
 */
const STYLE = `
*,*::before,*::after{box-sizing:border-box}
body{overflow-wrap:anywhere}
svg{flex-shrink:0}
form,form>*{flex:1;min-width:0}
input[type=text]{width:100%;min-width:0;max-width:none}
pre,table{max-width:100%;overflow-x:auto}
table{display:block}
`;
const END_OF_HEAD = '</head>';

/** The chunks of the page, with the style at the end of its head. */
export async function* styled(chunks: AsyncIterable<string | Buffer>): AsyncGenerator<string> {
  let inHead = true;
  for await (const chunk of chunks) {
    const text = String(chunk);
    const at = inHead ? text.indexOf(END_OF_HEAD) : -1;
    if (at >= 0) inHead = false;
    yield at < 0 ? text : `${text.slice(0, at)}<style>${STYLE}</style>${text.slice(at)}`;
  }
}
