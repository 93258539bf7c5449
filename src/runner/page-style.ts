/**
 * Cucumber's page is a little wider than its window: boxes of full width have borders outside of it, and long names do not break.
 * This style comes after its own.
 */
const STYLE = `
*,*::before,*::after{box-sizing:border-box}
body{overflow-wrap:anywhere}
form,input,dl,dt,dd,ol,ul,li,article,section,div{min-width:0}
form,form>*,input{max-width:100%}
input[type=text]{flex:1 1 0;width:0;min-width:0}
pre,table{max-width:100%;overflow-x:auto}
table{display:block}
svg,img{max-width:100%}
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
