/** Where companies are: with their language (for names), legal forms, money and towns. */
export interface Country {
  readonly code: string
  readonly weight: number
  readonly language: Language
  readonly territory: string
  readonly currency: string
  readonly dial: string
  readonly forms: readonly string[]
  readonly cities: readonly string[]
}
export type Language = 'german' | 'english' | 'french' | 'southern' | 'nordic' | 'dutch' | 'central'

const country = (
  code: string,
  weight: number,
  language: Language,
  territory: string,
  currency: string,
  dial: string,
  forms: string,
  cities: string,
): Country => ({
  code,
  weight,
  language,
  territory,
  currency,
  dial,
  forms: forms.split('|'),
  cities: cities.split('|'),
})

export const countries: readonly Country[] = [
  country(
    'DE',
    20,
    'german',
    'DACH',
    'EUR',
    '49',
    'GmbH|GmbH|GmbH & Co. KG|AG',
    'Hamburg|München|Köln|Lübeck|Bremen|Leipzig|Nürnberg|Stuttgart|Göttingen|Münster',
  ),
  country('AT', 5, 'german', 'DACH', 'EUR', '43', 'GmbH|AG', 'Wien|Graz|Linz|Innsbruck'),
  country('CH', 5, 'german', 'DACH', 'CHF', '41', 'AG|GmbH', 'Zürich|Bern|Basel|Luzern'),
  country(
    'GB',
    12,
    'english',
    'UK & Ireland',
    'GBP',
    '44',
    'Ltd|Ltd|LLP|PLC',
    'Bristol|Leeds|York|Edinburgh|Manchester|Norwich|Cardiff',
  ),
  country('IE', 3, 'english', 'UK & Ireland', 'EUR', '353', 'Ltd|DAC', 'Dublin|Cork|Galway'),
  country(
    'FR',
    9,
    'french',
    'France & Benelux',
    'EUR',
    '33',
    'SAS|SARL|SA',
    'Lyon|Nantes|Lille|Rennes|Toulouse|Orléans',
  ),
  country('BE', 3, 'french', 'France & Benelux', 'EUR', '32', 'SRL|SA', 'Liège|Bruxelles|Namur'),
  country(
    'NL',
    7,
    'dutch',
    'France & Benelux',
    'EUR',
    '31',
    'B.V.|B.V.|N.V.',
    'Utrecht|Groningen|Eindhoven|Deventer|Leiden',
  ),
  country('SE', 5, 'nordic', 'Nordics', 'EUR', '46', 'AB', 'Göteborg|Malmö|Uppsala|Visby'),
  country('DK', 3, 'nordic', 'Nordics', 'EUR', '45', 'A/S|ApS', 'Aarhus|Odense|Aalborg'),
  country('NO', 3, 'nordic', 'Nordics', 'EUR', '47', 'AS|ASA', 'Bergen|Oslo|Trondheim'),
  country('ES', 5, 'southern', 'Southern Europe', 'EUR', '34', 'S.L.|S.A.', 'Valencia|Sevilla|Bilbao|Málaga'),
  country('IT', 5, 'southern', 'Southern Europe', 'EUR', '39', 'S.r.l.|S.p.A.', 'Torino|Bologna|Genova|Verona'),
  country('PL', 4, 'central', 'Central Europe', 'EUR', '48', 'Sp. z o.o.|S.A.', 'Gdańsk|Kraków|Poznań|Wrocław'),
  country('CZ', 2, 'central', 'Central Europe', 'EUR', '420', 's.r.o.|a.s.', 'Brno|Plzeň|Ostrava'),
  country(
    'US',
    12,
    'english',
    'Americas',
    'USD',
    '1',
    'Inc.|LLC|Corp.',
    'Denver|Portland|Austin|Raleigh|Madison|Boise|Savannah',
  ),
  country('CA', 3, 'english', 'Americas', 'USD', '1', 'Inc.|Ltd.', 'Halifax|Ottawa|Calgary'),
  country('AU', 3, 'english', 'Asia Pacific', 'USD', '61', 'Pty Ltd', 'Hobart|Adelaide|Perth'),
]

/** What one euro is in each currency. Fixed: exchange rates do not move in the simulated world. */
export const perEuro: Readonly<Record<string, number>> = {
  EUR: 1,
  USD: 1.1,
  GBP: 0.85,
  CHF: 0.95,
}
