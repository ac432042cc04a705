import type { Language } from './places.ts'

const parts = (text: string): readonly string[] => text.split(' ')

/** Two halves of invented place-like names, by language, and what such firms call themselves after it. */
export const stems: Readonly<
  Record<Language, { readonly first: readonly string[]; readonly second: readonly string[] }>
> = {
  german: {
    first: parts(
      'Ahorn Alten Birken Brunnen Buchen Eichen Elb Erlen Falken Föhr Grün Hafen Heide Hohen Kirsch Kupfer Lerchen Linden Möwen Mühlen Nord Ost Quell Reiher Rosen Schlei Schön Silber Sonnen Tannen Ulmen Wald Weiden West Wiesen Wolken',
    ),
    second: parts(
      'bach berg brück eck feld furt hagen hof horst kamp krug loh moor rode see stedt tal ufer wang wehr winkel wörth',
    ),
  },
  english: {
    first: parts(
      'Alder Ash Beck Bram Brent Cal Crest Dun East Elm Fern Glen Haver Hazel Holm Ivy Kel Lang Lark Mar Nether Oaken Pen Quarry Raven Sedge Tarn Thorn Wex Willow Win Wren Yar Yew Bracken Copper',
    ),
    second: parts(
      'brook bury by combe dale den fell field ford gate ham hurst mere mont ridge shaw stead stow thorpe wick worth wold',
    ),
  },
  french: {
    first: parts(
      'Aigue Beau Bel Bois Brise Chante Char Claire Cour Faux Grand Haute Lau Long Mar Mire Mont Orme Pré Ray Rive Sau Val Ver',
    ),
    second: parts(
      'bourg brune champ court face fort grange lac lande lieu mare marne noire pin plaine rive roche sart val vent vigne',
    ),
  },
  southern: {
    first: parts(
      'Alba Alta Arco Bella Cala Campo Costa Fiora Gran Isola Luma Mira Monte Nava Olmo Pala Ribera Roca Solda Terra Torre Valle Vera Villa',
    ),
    second: parts(
      'clara dora ferro flor grande lena lira luz mar nero piana ria rosa serra siena sol tana vela vento verde via',
    ),
  },
  nordic: {
    first: parts(
      'Alm Ask Björk Ek Fjäll Fur Gran Havs Hägg Kvarn Lax Lind Lärk Mossa Norr Rönn Sjö Skog Snö Ström Söder Tall Vind Väster Ång Öst',
    ),
    second: parts(
      'backe berg borg bro dal fors gård holm hult kulla lund mark näs ry sand skär stad sten sund torp vik å',
    ),
  },
  dutch: {
    first: parts(
      'Berken Beuken Dijk Eiken Elzen Groen Haven Heide Hooge Kolk Linde Maas Molen Noorder Oever Polder Riet Rozen Veen Water Wilgen Winter Zand Zuider',
    ),
    second: parts(
      'beek berg brug burg daal dorp duin hof hoven land meer oord rijk stede sloot veld vliet waard woud zicht',
    ),
  },
  central: {
    first: parts(
      'Bial Brzoz Bystr Dobro Dąb Grabo Jasio Jawor Kali Klono Krasno Lipo Miro Nowo Olszo Orlo Sokol Stary Topol Wier Wiś Zielo',
    ),
    second: parts('chów grad kowo lin mir niak nica nów pole rek rzec sław stok szyn tyn wiec wice wór żary'),
  },
}

/** What partners and customers do, as their names tell it. */
export const partnerTrades: Readonly<Record<Language, readonly string[]>> = {
  german: [
    'Systemhaus',
    'Systeme',
    'Informationstechnik',
    'Beratung',
    'Datentechnik',
    'Consulting',
    'Digital',
    'Netzwerke',
    'Software',
    'IT',
  ],
  english: [
    'Systems',
    'Consulting',
    'Technologies',
    'Cloud',
    'Solutions',
    'Networks',
    'Software',
    'Digital',
    'Data',
    'Advisory',
  ],
  french: [
    'Informatique',
    'Conseil',
    'Systèmes',
    'Numérique',
    'Réseaux',
    'Logiciels',
    'Technologies',
    'Intégration',
    'Données',
    'Services',
  ],
  southern: [
    'Sistemas',
    'Consulting',
    'Software',
    'Digital',
    'Tecnologia',
    'Soluzioni',
    'Datos',
    'Servizi',
    'Cloud',
    'Informatica',
  ],
  nordic: ['Konsult', 'System', 'Data', 'Digital', 'Teknik', 'Software', 'Moln', 'Partner', 'Integration', 'Nät'],
  dutch: [
    'Automatisering',
    'Advies',
    'Systemen',
    'Cloud',
    'Software',
    'Digitaal',
    'Consultancy',
    'Netwerken',
    'Diensten',
    'Data',
  ],
  central: [
    'Systemy',
    'Software',
    'Doradztwo',
    'Technologie',
    'Digital',
    'Informatyka',
    'Sieci',
    'Data',
    'Integracja',
    'Cloud',
  ],
}
/** In the order of `industries`. */
export const customerTrades: Readonly<Record<Language, readonly string[]>> = {
  german: parts('Maschinenbau Logistik Brauerei Kliniken Werft Versicherung Papier Möbelwerke Energie Feinmechanik'),
  english: parts('Foundry Logistics Foods Health Shipping Insurance Paper Furniture Energy Instruments'),
  french: parts('Mécanique Logistique Alimentation Santé Maritime Assurances Papeterie Mobilier Énergie Instruments'),
  southern: parts('Metal Logistica Alimenti Salud Marina Seguros Papel Mobili Energia Ceramica'),
  nordic: parts('Verkstad Logistik Livs Vård Rederi Försäkring Papper Möbler Energi Teknik'),
  dutch: parts('Machines Logistiek Zuivel Zorg Scheepvaart Verzekeringen Papier Meubelen Energie Instrumenten'),
  central: parts('Metal Logistyka Browar Zdrowie Spedycja Ubezpieczenia Papier Meble Energia Szkło'),
}
export const industries = parts(
  'Manufacturing Logistics Food Healthcare Shipping Insurance Paper Furniture Energy Engineering',
)

export const givenNames: Readonly<Record<Language, readonly string[]>> = {
  german: parts(
    'Anke Birgit Dörte Falk Greta Hauke Ilse Jörg Kerstin Lars Maike Nils Renate Sören Tilo Ute Volker Wiebke',
  ),
  english: parts(
    'Alice Brian Carol Duncan Edith Fraser Grace Harriet Ian Joan Kieran Laura Morgan Nora Owen Rhona Simon Tessa',
  ),
  french: parts(
    'Adèle Bastien Camille Damien Élodie Fabrice Gaëlle Hugo Inès Julien Léa Margaux Noémie Pascal Quentin Sylvie',
  ),
  southern: parts('Alba Bruno Carla Diego Elena Fabio Gina Iker Laia Marco Nuria Paola Raúl Silvia Tomás Vera'),
  nordic: parts('Astrid Bengt Elin Frida Gunnar Håkan Ingrid Jonas Kajsa Lennart Malin Nils Åsa Östen Ragnhild Sigrid'),
  dutch: parts('Anouk Bas Femke Gijs Hanneke Jeroen Lotte Maarten Marijke Pieter Roos Sanne Thijs Wouter'),
  central: parts('Agnieszka Bartosz Dorota Ewa Filip Hanna Jakub Kasia Łukasz Marta Paweł Zofia'),
}
export const familyNames: Readonly<Record<Language, readonly string[]>> = {
  german: parts(
    'Ahrens Böttcher Carstens Dierks Eggers Friese Gerdes Hinrichs Jürgens Köster Lührs Matthiesen Nissen Ohlsen Petersen Rönnau Stüben Thode Ulrichs Wülfing',
  ),
  english: parts(
    'Aldous Barlow Cartwell Dunmore Eastley Fairhurst Garrick Hollis Ingram Jessop Kerridge Loxley Marwood Norcott Pell Rudge Selwyn Tarrant',
  ),
  french: parts(
    'Aubrac Bellanger Carpentier Delorme Escoffre Fournel Gaudin Hérault Jolivet Lamarque Mercadier Pelletier Quesnel Renaudin',
  ),
  southern: parts(
    'Alvaredo Bellini Carrasco Duranti Esposito Ferrante Galdós Iriarte Lombardo Moretti Navarro Olmedo Pellegrini Quintana',
  ),
  nordic: parts(
    'Ahlgren Bergdahl Dahlin Ekstrand Forsell Grönlund Hedberg Isaksen Jönsson Kjeldsen Lindahl Nygård Sjöholm Thorsen',
  ),
  dutch: parts('Bakkers Claassen Dijkstra Elsinga Groothuis Hoekstra Jansma Kuipers Leenstra Molenaar Postma Veldkamp'),
  central: parts('Adamczyk Borowska Dudek Gajda Jasiński Kowal Lipska Malinowska Nowicki Sikora Wolny Zawada'),
}
