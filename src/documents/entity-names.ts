/** The names that HTML has for characters, beside XML's own: more than what most documents need. */

/** Code points and the names that follow them, one code point each: HTML 4's set and the ASCII names of HTML 5. */
const NAMES =
  '9 Tab NewLine 33 excl quot num dollar percnt amp apos lpar rpar ast plus comma 46 period sol 58 colon semi lt equals gt quest commat 91 lsqb bsol rsqb Hat lowbar grave 123 lcub vert rcub ' +
  '160 nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest ' +
  '198 AElig 208 ETH 215 times Oslash 222 THORN szlig 230 aelig 240 eth 247 divide oslash 254 thorn 272 Dstrok dstrok 305 inodot 321 Lstrok lstrok 338 OElig oelig 402 fnof 710 circ 732 tilde ' +
  '913 Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho 931 Sigma Tau Upsilon Phi Chi Psi Omega ' +
  '945 alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega 977 thetasym upsih 982 piv ' +
  '8194 ensp emsp 8201 thinsp 8204 zwnj zwj lrm rlm 8208 hyphen 8211 ndash mdash horbar 8216 lsquo rsquo sbquo 8220 ldquo rdquo bdquo 8224 dagger Dagger bull 8230 hellip 8240 permil 8242 prime Prime 8249 lsaquo rsaquo 8254 oline 8260 frasl ' +
  '8364 euro 8465 image 8470 numero 8472 weierp 8476 real 8482 trade 8501 alefsym 8592 larr uarr rarr darr harr 8629 crarr 8656 lArr uArr rArr dArr hArr ' +
  '8704 forall 8706 part exist 8709 empty 8711 nabla isin notin 8715 ni 8719 prod 8721 sum minus 8727 lowast 8730 radic 8733 prop infin 8736 ang 8743 and or cap cup int 8756 there4 8764 sim 8773 cong 8776 asymp 8800 ne equiv 8804 le ge 8834 sub sup nsub 8838 sube supe 8853 oplus 8855 otimes 8857 odot 8869 perp 8901 sdot 8968 lceil rceil lfloor rfloor 9674 loz 9824 spades 9827 clubs 9829 hearts diams 10003 check 10216 lang rang';

/** Accents by their HTML names, as combining characters: `&abreve;` is `a` + U+0306. */
const ACCENTS: Record<string, number> = {
  grave: 0x300,
  acute: 0x301,
  circ: 0x302,
  tilde: 0x303,
  macr: 0x304,
  breve: 0x306,
  dot: 0x307,
  uml: 0x308,
  ring: 0x30a,
  dblac: 0x30b,
  caron: 0x30c,
  cedil: 0x327,
  ogon: 0x328,
};

let names: Map<string, string> | undefined;

/** The character of an HTML name such as `hellip` or `abreve`. */
function named(name: string): string | undefined {
  if (!names) {
    names = new Map();
    let code = 0;
    for (const word of NAMES.split(' ')) {
      if (+word) code = +word;
      else names.set(word, String.fromCharCode(code++));
    }
  }
  // `&NBSP;` and `&AMP;` are seen in the wild; `&ETH;` and `&eth;` differ.
  const known = names.get(name) ?? (/^[A-Z]+$/.test(name) ? names.get(name.toLowerCase()) : undefined);
  if (known) return known;
  const accent = ACCENTS[name.slice(1)];
  const letter = accent && /^[a-z]/i.test(name) ? (name.charAt(0) + String.fromCharCode(accent)).normalize('NFC') : '';
  return letter.length === 1 ? letter : undefined;
}

/** A name behind an ampersand that may be escaped once or more often. */
const REFERENCE = /(&(?:(?:amp|#38|#x26);)*)([a-z]\w{1,15});/gi;

/** `text` with numbers for HTML's names, which decodeEntities() reads: `&eacute;` is `&#233;`, `&amp;eacute;` `&amp;#233;`. */
export function numericReferences(text: string): string {
  return text.replace(REFERENCE, (whole, ampersand: string, name: string) => {
    const character = /^(?:amp|lt|gt|quot|apos|nbsp)$/.test(name) ? undefined : named(name);
    return character ? `${ampersand}#${character.codePointAt(0)};` : whole;
  });
}

/** The same for all texts in a JSON document; what has none is the value itself. */
export function numericReferencesIn(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('&') ? numericReferences(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const list = value.map(numericReferencesIn);
    return list.some((one, index) => one !== value[index]) ? list : value;
  }
  // A feed whose items are built when they are asked for has been read already, and so has a date.
  const prototype: unknown = Object.getPrototypeOf(value);
  if ((prototype !== Object.prototype && prototype !== null) || Object.getOwnPropertyDescriptor(value, 'items')?.get) {
    return value;
  }
  const members = Object.entries(value).map(([name, one]): [string, unknown] => [name, numericReferencesIn(one)]);
  return members.some(([name, one]) => one !== (value as Record<string, unknown>)[name])
    ? Object.fromEntries(members)
    : value;
}
