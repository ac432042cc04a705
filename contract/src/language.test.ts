import { describe, expect, test } from 'vitest'
import { english, languageOf, retold, said, say, term } from './language.ts'

describe('the language of a wish', () => {
  test.each([
    ['de-AT,de;q=0.9,en;q=0.5', 'de'],
    ['fr,de;q=0.3', 'de'],
    ['en;q=0.4,de;q=0.8', 'de'],
    ['EN-us', 'en'],
    ['fr', 'en'],
    ['', 'en'],
    [null, 'en'],
    [';q=;,,-', 'en'],
  ])('%j is read as %s', (wish, language) => {
    expect(languageOf(wish)).toBe(language)
  })
})

const german = {
  '"{0}" is taken': '„{0}“ ist vergeben',
  'There is no {0} {1}.': '{0} {1} gibt es nicht.',
  '{0} good, {1} bad': '{1} schlecht, {0} gut',
  '{0} is empty': '{0} ist leer',
  'The company is not clear: {0}': 'Unklar: {0}',
  'is not a date; write it like {0}': 'ist kein Datum; Schreibweise: {0}',
  'Is {0} meant?': 'Ist {0} gemeint?',
  'It is valid UTF-8.': 'Sie ist gültiges UTF-8.',
  '{0} is {1}.': '{0} ist {1}.',
  Country: 'Land',
  deal: 'Deal',
}

describe('a sentence', () => {
  test('is said in English without a dictionary, and where it has no translation', () => {
    expect(said(say`"${'Acme'}" is taken`)).toBe('"Acme" is taken')
    expect(said(say`"${'Acme'}" is gone`, german, 'de')).toBe('"Acme" is gone')
  })
  test('keeps its values where the translation puts them', () => {
    expect(said(say`${3} good, ${4} bad`, german, 'de')).toBe('4 schlecht, 3 gut')
  })
  test('translates the words of ours inside it, and no value that only looks like one', () => {
    expect(said(say`There is no ${term('deal')} ${'deal'}.`, german, 'de')).toBe('Deal deal gibt es nicht.')
  })
  test('writes numbers as the reader does; a value may hold what looks like a place', () => {
    expect(said(say`"${1234.5}" is taken`, german, 'de')).toBe('„1.234,5“ ist vergeben')
    expect(said(say`"${'{1} {0}'}" is taken`, german, 'de')).toBe('„{1} {0}“ ist vergeben')
  })
})

describe('a sentence that was kept in English', () => {
  test.each([
    [english`${'Country'} is empty`, 'Land ist leer'],
    [english`${3} good, ${'12,345'} bad`, '12.345 schlecht, 3 gut'],
    ['The company is not clear: Country is empty', 'Unklar: Land ist leer'],
    [
      'Country: "24/xx" is not a date; write it like 2018-04-24.',
      'Land: "24/xx" ist kein Datum; Schreibweise: 2018-04-24.',
    ],
    ['The file is a PDF.', 'The file ist a PDF.'],
    ['It is valid UTF-8. Is comma meant?', 'Sie ist gültiges UTF-8. Ist comma gemeint?'],
    ['Nobody translated this: neither part.', 'Nobody translated this: neither part.'],
    ['', ''],
  ])('%j reads %j', (sentence, anew) => {
    expect(retold(sentence, german, 'de')).toBe(anew)
  })
})
