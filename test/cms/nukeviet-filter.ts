/**
 * What NukeViet 4.5 and 4.6 leave of HTML that anybody saves, whatever his role: the rules of its request filter, as far as
 * they concern us. A tag is kept if its name has letters and digits alone and is none of the disabled ones; an attribute is
 * dropped if it is a handler or one of few others; a frame of another site loses its address; scripts and their text go first.
 */
const DISABLED = new Set(
  'applet body basefont head html id meta xml blink link style script frame frameset ilayer layer bgsound title base'.split(
    ' ',
  ),
);

const DROPPED = new Set(
  'action background codebase dynsrc lowsrc allownetworking allowscriptaccess fscommand seeksegmenttime'.split(' '),
);

export function saved(html: string): string {
  return html
    .replace(/<script[^>]*>.*?<\/script\s*>/gis, '')
    .replace(/<(\/?)([^\s>/]+)([^>]*)>/g, (_, slash: string, name: string, rest: string) => {
      const tag = name.toLowerCase();
      if (!/^[a-z][a-z0-9]*$/.test(tag) || DISABLED.has(tag)) return '';
      return slash ? `</${tag}>` : `<${tag}${attributes(tag, rest)}>`;
    });
}

function attributes(tag: string, text: string): string {
  return [...text.matchAll(/([^\s=/]+)\s*=\s*"([^"]*)"/g)]
    .filter(([, name = '', value = '']) => {
      const attribute = name.toLowerCase();
      if (attribute.startsWith('on') || DROPPED.has(attribute)) return false;
      if (/javascript|vbscript|expression/i.test(value)) return false;
      return !(tag === 'iframe' && attribute === 'src' && /^(https?:)?\/\//.test(value));
    })
    .map(([, name = '', value = '']) => ` ${name.toLowerCase()}="${value}"`)
    .join('');
}

/** What its page optimizer makes of a page: scripts go to the end of the body, unless they say `data-show="inline"`. */
export function served(page: string): string {
  const moved: string[] = [];
  const left = page.replace(/<script\b[^>]*>.*?<\/script\s*>/gis, (script) => {
    if (/<script\b[^>]*data-show=["']inline["']/i.test(script))
      return script.replace(/\s*data-show=["']inline["']/i, '');
    moved.push(script);
    return '';
  });
  return left.replace('</body>', `${moved.join('\n')}</body>`);
}
