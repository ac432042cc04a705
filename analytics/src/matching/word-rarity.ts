/** How many names the built-in word counts speak for: they weigh like a list of this many companies. */
export const PRIOR_NAMES = 50_000

/**
 * How often descriptive words stand in company names, per 50,000 names: rough counts over public lists of companies of the
 * world, rounded. They only matter while a list is too short to know by itself that "Technology" identifies nobody.
 */
const COUNTS = `
2500 group technology holding
1200 resource international
900 industry energy
700 pharmaceutical
600 investment bank gold china
450 capital metal mining global system electronic property development service
350 chemical industrial minerals material de
300 new india shanghai engineering power enterprise financial science solution electric insurance venture steel
220 therapeutic real estate logistics medical construction health japan media manufacturing oil gas software trust trading
150 communication exploration digital uk usa healthcare biotechnology product foods finance asia security
110 food machinery fund equipment entertainment silver life information laboratory environmental management precision
90 education bio mine united brand pacific advanced infrastructure cement telecommunication copper intelligent commercial
90 paper national petroleum automotive hotel star first home land general central city american america canada europe
70 semiconductor water iron auto consulting partner retail network design marketing data cloud group it web online
70 of for van der la el al san los die das marine transport shipping plastic textile motor realty smart packaging green
70 blue red black white sun golden star high great south north east west northern southern eastern western
`

/** Words that say how a company is built, not which one it is: with and without them a name means the same firm. */
const STRUCTURAL = 'group holding public company corporation trust the and stock'

/** Countries and regions as names carry them: "Acme Deutschland" is usually a subsidiary of Acme, not Acme. */
const PLACES = `
argentina australia austria osterreich asia africa america americas apac baltic baltics belgium belgique benelux brasil brazil
bulgaria canada chile china colombia croatia czech danmark denmark deutschland egypt emea espana estonia europe europa
european finland france germany global greece hellas hongkong hong kong hungary iberia iberica iceland india indonesia
ireland israel italia italy japan nippon kenya korea latam latin latvia lietuva lithuania luxembourg malaysia maroc mexico
middle east morocco nederland netherlands nigeria nordic nordics norge norway north south oceania pakistan peru
philippines polska poland portugal romania russia rus saudi arabia schweiz suisse svizzera switzerland scandinavia serbia
singapore slovakia slovenia spain sverige sweden taiwan thailand thai turkey turkiye uae uk ukraine us usa united kingdom
states vietnam international worldwide overseas
`

export const priorCounts: ReadonlyMap<string, number> = new Map(
  COUNTS.trim()
    .split('\n')
    .flatMap((line) => {
      const [count, ...words] = line.split(' ')
      return words.map((word): [string, number] => [word, Number(count)])
    }),
)

export const structuralWords: ReadonlySet<string> = new Set(STRUCTURAL.split(' '))

export const placeWords: ReadonlySet<string> = new Set(PLACES.trim().split(/\s+/))
