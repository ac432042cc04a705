/**
 * Writes text in Latin letters, so that one company in two scripts, or with and without accents, reads alike.
 *
 * Accents are dropped (é → e, ü → u, ø → o, ß → ss). Cyrillic, Greek, kana and hangul are written letter by letter in the
 * everyday romanisations (BGN/PCGN, ISO 843 without accents, Hepburn, Revised Romanization without sound changes), Hebrew
 * and Arabic by their consonants. Chinese characters and other scripts are left as they are: reading them needs a
 * dictionary, so such names meet only through domain, registry number or an alias.
 *
 * @example toLatin('Газпром') // 'Gazprom'
 * @example toLatin('Össur') // 'Ossur'
 */
export function toLatin(text: string): string {
  if (isAscii(text)) return text
  let out = ''
  for (const char of text.normalize('NFKC')) out += char < '\u0080' ? char : latinOf(char)
  return out
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false
  return true
}

function latinOf(char: string): string {
  const known = LETTERS.get(char)
  if (known !== undefined) return known
  const code = char.codePointAt(0) ?? 0
  if (code >= 0xac00 && code <= 0xd7a3) return hangul(code - 0xac00)
  const lower = char.toLowerCase()
  const small = lower === char ? undefined : LETTERS.get(lower)
  if (small !== undefined) return small.slice(0, 1).toUpperCase() + small.slice(1)
  const base = char.normalize('NFKD').replace(/\p{M}/gu, '')
  if (base === char || base === '') return base
  return Array.from(base, (part) => (part < '\u0080' ? part : latinOf(part))).join('')
}

const INITIALS = 'g kk n d tt r m b pp s ss _ j jj ch k t p h'.split(' ').map((part) => part.replace('_', ''))
const VOWELS = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ')
const FINALS = '_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t'
  .split(' ')
  .map((part) => part.replace('_', ''))

/** One syllable block: (initial × 21 + vowel) × 28 + final, by the layout of Unicode (chapter 3.12). */
function hangul(index: number): string {
  const initial = Math.floor(index / 588)
  const vowel = Math.floor((index % 588) / 28)
  return `${INITIALS[initial]}${VOWELS[vowel]}${FINALS[index % 28]}`
}

/** `letters` and `latin` run side by side; '_' writes nothing. */
function pairs(letters: string, latin: string): [string, string][] {
  const written = latin.split(' ')
  return Array.from(letters, (letter, i) => [letter, written[i] === '_' ? '' : (written[i] ?? '')])
}

/** A small kana after a syllable in -i makes one sound (ki + ya = kya); it is written as its plain vowel. */
const LETTERS = new Map<string, string>([
  ...pairs('ßæœøłđðþıħŋ', 'ss ae oe o l d d th i h n'),
  ...pairs(
    'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
    'a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya',
  ),
  ...pairs('іїєґўјљњћђџќѓѕәғқңөұүһ', 'i yi ye g u j lj nj c dj dz k g dz a g k n o u u h'),
  ...pairs('αβγδεζηθικλμνξοπρσςτυφχψω', 'a v g d e z i th i k l m n x o p r s s t y f ch ps o'),
  ...pairs('άέήίόύώϊϋΐΰ', 'a e i i o y o i y i y'),
  ...pairs('אבגדהוזחטיךכלםמןנסעףפץצקרשת', '_ b g d h v z h t y k k l m m n n s _ f p ts ts k r sh t'),
  ...pairs(
    'ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآةىئؤءپچژگک',
    'a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y a i a a a y w _ p ch zh g k',
  ),
  ...pairs(
    'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ',
    'a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho',
  ),
  ...pairs(
    'マミムメモヤユヨラリルレロワヲンガギグゲゴザジズゼゾダヂヅデド',
    'ma mi mu me mo ya yu yo ra ri ru re ro wa o n ga gi gu ge go za ji zu ze zo da ji zu de do',
  ),
  ...pairs('バビブベボパピプペポヴァィゥェォャュョッー', 'ba bi bu be bo pa pi pu pe po vu a i u e o ya yu yo _ _'),
  ...pairs(
    'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほ',
    'a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho',
  ),
  ...pairs(
    'まみむめもやゆよらりるれろわをんがぎぐげござじずぜぞだぢづでど',
    'ma mi mu me mo ya yu yo ra ri ru re ro wa o n ga gi gu ge go za ji zu ze zo da ji zu de do',
  ),
  ...pairs('ばびぶべぼぱぴぷぺぽぁぃぅぇぉゃゅょっ', 'ba bi bu be bo pa pi pu pe po a i u e o ya yu yo _'),
  ...pairs('‘’‚‛“”„–—‐‑­', "' ' ' ' \" \" \" - - - - _"),
])
