import { type GazetteerPlace, keyOf, unmarked, vietnameseUnit } from './gazetteer.ts';

/** Former provinces (until 30 June 2025) and other spellings, by the key of the unit that they are part of now. */
export const FORMER: Readonly<Record<string, string>> = {
  'an-giang': 'kien-giang',
  'bac-ninh': 'bac-giang',
  'ca-mau': 'bac-lieu',
  'can-tho': 'hau-giang soc-trang',
  'da-nang': 'danang quang-nam',
  'dak-lak': 'daklak dac-lac phu-yen',
  'dong-nai': 'binh-phuoc',
  'dong-thap': 'tien-giang',
  'gia-lai': 'binh-dinh',
  'ha-noi': 'hanoi',
  'hai-phong': 'haiphong hai-duong',
  'ho-chi-minh': 'ho-chi-minh-city hcm hcmc tp-hcm sai-gon saigon binh-duong ba-ria-vung-tau',
  hue: 'thua-thien-hue',
  'hung-yen': 'thai-binh',
  'khanh-hoa': 'ninh-thuan',
  'lam-dong': 'binh-thuan dak-nong',
  'lao-cai': 'yen-bai',
  'ninh-binh': 'ha-nam nam-dinh',
  'phu-tho': 'hoa-binh vinh-phuc',
  'quang-ngai': 'kon-tum',
  'quang-tri': 'quang-binh',
  'tay-ninh': 'long-an',
  'thai-nguyen': 'bac-kan bac-can',
  'tuyen-quang': 'ha-giang',
  'vinh-long': 'ben-tre tra-vinh',
};

/**
 * Vietnamese towns that bear another name than a province ever did: they may be far from the seat of their unit, and
 * Sa Pa has other weather than Yên Bái. Name, latitude, longitude.
 */
export const TOWNS = `Bà Rịa 10.5 107.17
Biên Hòa 10.94 106.82
Buôn Ma Thuột 12.67 108.04
Cao Lãnh 10.46 105.63
Đà Lạt 11.95 108.44
Điện Biên Phủ 21.39 103.02
Đông Hà 16.82 107.1
Đồng Hới 17.47 106.62
Đồng Xoài 11.53 106.88
Gia Nghĩa 12 107.69
Hạ Long 20.95 107.07
Hội An 15.88 108.33
Long Xuyên 10.39 105.44
Móng Cái 21.52 107.97
Mỹ Tho 10.36 106.36
Nha Trang 12.25 109.19
Phan Rang 11.56 108.99
Phan Thiết 10.93 108.1
Phú Quốc 10.22 103.96
Phủ Lý 20.55 105.91
Pleiku 13.98 108
Quy Nhơn 13.78 109.22
Rạch Giá 10.01 105.08
Sa Pa 22.34 103.84
Tam Kỳ 15.57 108.47
Tân An 10.54 106.41
Thủ Dầu Một 10.98 106.65
Tuy Hòa 13.1 109.32
Vị Thanh 9.78 105.47
Việt Trì 21.32 105.4
Vinh 18.67 105.69
Vĩnh Yên 21.31 105.6
Vũng Tàu 10.35 107.08`;

/**
 * The world's capitals: name, latitude, longitude and time zone. The key is the name without marks: `phnom-penh`.
 * Checked, as the towns are, against GeoNames: all within 6 km of the city, zones with its offsets in January and July.
 */
export const CAPITALS = `Abu Dhabi 24.45 54.38 Asia/Dubai
Abuja 9.06 7.49 Africa/Lagos
Accra 5.56 -0.2 Africa/Accra
Addis Ababa 9.02 38.75 Africa/Addis_Ababa
Algiers 36.75 3.06 Africa/Algiers
Amman 31.95 35.93 Asia/Amman
Amsterdam 52.37 4.89 Europe/Amsterdam
Andorra la Vella 42.51 1.52 Europe/Andorra
Ankara 39.92 32.85 Europe/Istanbul
Antananarivo -18.91 47.54 Indian/Antananarivo
Apia -13.83 -171.77 Pacific/Apia
Ashgabat 37.95 58.38 Asia/Ashgabat
Asmara 15.34 38.93 Africa/Asmara
Astana 51.13 71.43 Asia/Almaty
Asunción -25.29 -57.65 America/Asuncion
Athens 37.98 23.73 Europe/Athens
Baghdad 33.34 44.4 Asia/Baghdad
Baku 40.38 49.89 Asia/Baku
Bamako 12.65 -8 Africa/Bamako
Bandar Seri Begawan 4.89 114.94 Asia/Brunei
Bangkok 13.75 100.5 Asia/Bangkok
Bangui 4.36 18.56 Africa/Bangui
Banjul 13.45 -16.58 Africa/Banjul
Basseterre 17.3 -62.72 America/St_Kitts
Beijing 39.91 116.4 Asia/Shanghai
Beirut 33.89 35.5 Asia/Beirut
Belgrade 44.8 20.47 Europe/Belgrade
Belmopan 17.25 -88.77 America/Belize
Berlin 52.52 13.41 Europe/Berlin
Bern 46.95 7.45 Europe/Zurich
Bishkek 42.87 74.59 Asia/Bishkek
Bissau 11.86 -15.6 Africa/Bissau
Bogotá 4.61 -74.08 America/Bogota
Brasília -15.78 -47.93 America/Sao_Paulo
Bratislava 48.15 17.11 Europe/Bratislava
Brazzaville -4.27 15.28 Africa/Brazzaville
Bridgetown 13.11 -59.61 America/Barbados
Brussels 50.85 4.35 Europe/Brussels
Bucharest 44.43 26.11 Europe/Bucharest
Budapest 47.5 19.04 Europe/Budapest
Buenos Aires -34.61 -58.38 America/Argentina/Buenos_Aires
Cairo 30.06 31.25 Africa/Cairo
Canberra -35.28 149.13 Australia/Sydney
Caracas 10.49 -66.88 America/Caracas
Castries 14.01 -60.99 America/St_Lucia
Chișinău 47.01 28.86 Europe/Chisinau
Colombo 6.93 79.85 Asia/Colombo
Conakry 9.54 -13.68 Africa/Conakry
Copenhagen 55.68 12.57 Europe/Copenhagen
Dakar 14.69 -17.44 Africa/Dakar
Damascus 33.51 36.29 Asia/Damascus
Dhaka 23.71 90.41 Asia/Dhaka
Dili -8.56 125.57 Asia/Dili
Djibouti 11.59 43.15 Africa/Djibouti
Dodoma -6.17 35.74 Africa/Dar_es_Salaam
Doha 25.29 51.53 Asia/Qatar
Dublin 53.33 -6.25 Europe/Dublin
Dushanbe 38.54 68.78 Asia/Dushanbe
Freetown 8.49 -13.24 Africa/Freetown
Funafuti -8.52 179.19 Pacific/Funafuti
Gaborone -24.65 25.91 Africa/Gaborone
Georgetown 6.8 -58.16 America/Guyana
Gitega -3.43 29.92 Africa/Bujumbura
Guatemala City 14.64 -90.51 America/Guatemala
Harare -17.83 31.05 Africa/Harare
Havana 23.13 -82.38 America/Havana
Helsinki 60.17 24.94 Europe/Helsinki
Honiara -9.43 159.95 Pacific/Guadalcanal
Islamabad 33.72 73.04 Asia/Karachi
Jakarta -6.21 106.85 Asia/Jakarta
Jerusalem 31.77 35.22 Asia/Jerusalem
Juba 4.85 31.58 Africa/Juba
Kabul 34.53 69.17 Asia/Kabul
Kampala 0.32 32.58 Africa/Kampala
Kathmandu 27.7 85.32 Asia/Kathmandu
Khartoum 15.55 32.53 Africa/Khartoum
Kigali -1.95 30.06 Africa/Kigali
Kingston 18 -76.79 America/Jamaica
Kingstown 13.16 -61.22 America/St_Vincent
Kinshasa -4.33 15.31 Africa/Kinshasa
Kuala Lumpur 3.14 101.69 Asia/Kuala_Lumpur
Kuwait City 29.37 47.98 Asia/Kuwait
Kyiv 50.45 30.52 Europe/Kyiv
Libreville 0.39 9.45 Africa/Libreville
Lilongwe -13.97 33.79 Africa/Blantyre
Lima -12.04 -77.03 America/Lima
Lisbon 38.72 -9.13 Europe/Lisbon
Ljubljana 46.05 14.51 Europe/Ljubljana
Lomé 6.13 1.22 Africa/Lome
London 51.51 -0.13 Europe/London
Luanda -8.84 13.23 Africa/Luanda
Lusaka -15.41 28.29 Africa/Lusaka
Luxembourg 49.61 6.13 Europe/Luxembourg
Madrid 40.42 -3.7 Europe/Madrid
Majuro 7.09 171.38 Pacific/Majuro
Malabo 3.75 8.78 Africa/Malabo
Malé 4.17 73.51 Indian/Maldives
Managua 12.13 -86.25 America/Managua
Manama 26.23 50.58 Asia/Bahrain
Manila 14.6 120.98 Asia/Manila
Maputo -25.97 32.58 Africa/Maputo
Maseru -29.32 27.48 Africa/Maseru
Mbabane -26.32 31.13 Africa/Mbabane
Mexico City 19.43 -99.13 America/Mexico_City
Minsk 53.9 27.57 Europe/Minsk
Mogadishu 2.04 45.34 Africa/Mogadishu
Monaco 43.73 7.42 Europe/Monaco
Monrovia 6.3 -10.8 Africa/Monrovia
Montevideo -34.9 -56.19 America/Montevideo
Moroni -11.7 43.26 Indian/Comoro
Moscow 55.75 37.62 Europe/Moscow
Muscat 23.58 58.41 Asia/Muscat
N'Djamena 12.11 15.04 Africa/Ndjamena
Nairobi -1.28 36.82 Africa/Nairobi
Nassau 25.06 -77.34 America/Nassau
Naypyidaw 19.75 96.13 Asia/Yangon
New Delhi 28.61 77.21 Asia/Kolkata
Ngerulmud 7.5 134.62 Pacific/Palau
Niamey 13.51 2.11 Africa/Niamey
Nicosia 35.17 33.37 Asia/Nicosia
Nouakchott 18.09 -15.98 Africa/Nouakchott
Nukuʻalofa -21.14 -175.2 Pacific/Tongatapu
Oslo 59.91 10.75 Europe/Oslo
Ottawa 45.41 -75.7 America/Toronto
Ouagadougou 12.37 -1.53 Africa/Ouagadougou
Palikir 6.92 158.16 Pacific/Pohnpei
Panama City 8.99 -79.52 America/Panama
Paramaribo 5.87 -55.17 America/Paramaribo
Paris 48.85 2.35 Europe/Paris
Phnom Penh 11.56 104.92 Asia/Phnom_Penh
Podgorica 42.44 19.26 Europe/Podgorica
Port Louis -20.16 57.5 Indian/Mauritius
Port Moresby -9.48 147.15 Pacific/Port_Moresby
Port of Spain 10.67 -61.52 America/Port_of_Spain
Port Vila -17.74 168.31 Pacific/Efate
Port-au-Prince 18.54 -72.34 America/Port-au-Prince
Porto-Novo 6.5 2.6 Africa/Porto-Novo
Prague 50.09 14.42 Europe/Prague
Praia 14.93 -23.51 Atlantic/Cape_Verde
Pretoria -25.74 28.19 Africa/Johannesburg
Pristina 42.67 21.17 Europe/Belgrade
Pyongyang 39.03 125.75 Asia/Pyongyang
Quito -0.23 -78.52 America/Guayaquil
Rabat 34.01 -6.83 Africa/Casablanca
Ramallah 31.9 35.2 Asia/Hebron
Reykjavík 64.14 -21.9 Atlantic/Reykjavik
Riga 56.95 24.11 Europe/Riga
Riyadh 24.69 46.72 Asia/Riyadh
Rome 41.89 12.51 Europe/Rome
Roseau 15.3 -61.39 America/Dominica
San José 9.93 -84.08 America/Costa_Rica
San Marino 43.94 12.45 Europe/San_Marino
San Salvador 13.69 -89.19 America/El_Salvador
Sanaa 15.35 44.21 Asia/Aden
Santiago -33.46 -70.65 America/Santiago
Santo Domingo 18.47 -69.89 America/Santo_Domingo
São Tomé 0.34 6.73 Africa/Sao_Tome
Sarajevo 43.85 18.36 Europe/Sarajevo
Seoul 37.57 126.98 Asia/Seoul
Singapore 1.29 103.85 Asia/Singapore
Skopje 42 21.43 Europe/Skopje
Sofia 42.7 23.32 Europe/Sofia
South Tarawa 1.33 172.98 Pacific/Tarawa
St. George's 12.05 -61.75 America/Grenada
St. John's 17.12 -61.85 America/Antigua
Stockholm 59.33 18.07 Europe/Stockholm
Sucre -19.03 -65.26 America/La_Paz
Suva -18.14 178.44 Pacific/Fiji
Taipei 25.05 121.53 Asia/Taipei
Tallinn 59.44 24.75 Europe/Tallinn
Tashkent 41.26 69.22 Asia/Tashkent
Tbilisi 41.69 44.83 Asia/Tbilisi
Tegucigalpa 14.08 -87.21 America/Tegucigalpa
Tehran 35.69 51.42 Asia/Tehran
Thimphu 27.47 89.64 Asia/Thimphu
Tirana 41.33 19.82 Europe/Tirane
Tokyo 35.69 139.69 Asia/Tokyo
Tripoli 32.89 13.19 Africa/Tripoli
Tunis 36.82 10.17 Africa/Tunis
Ulaanbaatar 47.91 106.88 Asia/Ulaanbaatar
Vaduz 47.14 9.52 Europe/Vaduz
Valletta 35.9 14.51 Europe/Malta
Vatican City 41.9 12.45 Europe/Vatican
Victoria -4.62 55.45 Indian/Mahe
Vienna 48.21 16.37 Europe/Vienna
Vientiane 17.97 102.6 Asia/Vientiane
Vilnius 54.69 25.28 Europe/Vilnius
Warsaw 52.23 21.01 Europe/Warsaw
Washington 38.9 -77.04 America/New_York
Wellington -41.29 174.78 Pacific/Auckland
Windhoek -22.56 17.08 Africa/Windhoek
Yamoussoukro 6.82 -5.28 Africa/Abidjan
Yaoundé 3.87 11.52 Africa/Douala
Yaren -0.55 166.92 Pacific/Nauru
Yerevan 40.18 44.51 Asia/Yerevan
Zagreb 45.81 15.98 Europe/Zagreb`;

/** Capitals that Vietnamese texts call otherwise. */
const VIETNAMESE: Readonly<Record<string, string>> = {
  beijing: 'Bắc Kinh',
  moscow: 'Mát-xcơ-va',
  'phnom-penh': 'Phnôm Pênh',
  pyongyang: 'Bình Nhưỡng',
  taipei: 'Đài Bắc',
  ulaanbaatar: 'Ulan Bator',
  vientiane: 'Viêng Chăn',
};

/** The unit of which a former province is part, a town, or a capital. */
export function findElsewhere(key: string, language: string): GazetteerPlace | undefined {
  const unit = Object.entries(FORMER).find(([, names]) => names.split(' ').includes(key))?.[0];
  if (unit) return vietnameseUnit(unit, language);
  const isVietnamese = /^vi\b/.test(language);
  for (const line of `${TOWNS}\n${CAPITALS}`.split('\n')) {
    const [, name = '', latitude, longitude, timeZone] = /^(.+?) (-?[\d.]+) (-?[\d.]+)(?: (\S+))?$/.exec(line) ?? [];
    if (keyOf(name) !== key) continue;
    return {
      name: isVietnamese ? (VIETNAMESE[key] ?? name) : timeZone ? name : unmarked(name),
      latitude: Number(latitude),
      longitude: Number(longitude),
      timeZone: timeZone ?? 'Asia/Ho_Chi_Minh',
    };
  }
  return undefined;
}

/**
 * The other names of a place that warnings may use: a unit of Vietnam in Vietnamese, without marks and in English, and
 * those of the former provinces that it has taken in; of a capital its Vietnamese name. None for a place that isn't here.
 */
export function otherNames(name: string): string[] {
  const key = keyOf(name);
  const known = [
    vietnameseUnit(key, 'vi'),
    vietnameseUnit(key, 'en'),
    findElsewhere(key, 'vi'),
    findElsewhere(key, 'en'),
  ];
  const unit = vietnameseUnit(key, 'vi') ?? findElsewhere(key, 'vi');
  const former = FORMER[keyOf(unit?.name ?? '')]?.split(' ').map((each) => each.replaceAll('-', ' ')) ?? [];
  return [...new Set([...known.flatMap((place) => place?.name ?? []), ...former])].filter((other) => other !== name);
}
