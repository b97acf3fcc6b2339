import { loadChunk } from '../errors.ts';
import type { WeatherPlace } from './model.ts';

export interface GazetteerPlace extends WeatherPlace {
  latitude: number;
  longitude: number;
  timeZone: string;
}

/**
 * Vietnam's 34 province-level units since 1 July 2025 (Nghị quyết 202/2025/QH15): name, and latitude and longitude of
 * the seat of its administration: Rạch Giá for An Giang, Bắc Giang for Bắc Ninh, Yên Bái for Lào Cai, and so on.
 * The key is the name without marks: `quang-ninh`. Checked against GeoNames: all within 2 km of the town, except that
 * TP Hồ Chí Minh is the city hall, 9 km from the middle of the populated area.
 */
export const VIETNAM = `An Giang 10.01 105.08
Bắc Ninh 21.27 106.19
Cà Mau 9.18 105.15
Cao Bằng 22.67 106.26
Cần Thơ 10.03 105.78
Đà Nẵng 16.07 108.22
Đắk Lắk 12.67 108.04
Điện Biên 21.39 103.02
Đồng Nai 10.95 106.82
Đồng Tháp 10.36 106.36
Gia Lai 13.78 109.22
Hà Nội 21.03 105.85
Hà Tĩnh 18.34 105.91
Hải Phòng 20.86 106.68
Huế 16.46 107.59
Hưng Yên 20.65 106.05
Khánh Hòa 12.24 109.19
Lai Châu 22.4 103.46
Lạng Sơn 21.85 106.76
Lào Cai 21.72 104.91
Lâm Đồng 11.94 108.44
Nghệ An 18.67 105.69
Ninh Bình 20.25 105.97
Phú Thọ 21.32 105.4
Quảng Ngãi 15.12 108.8
Quảng Ninh 20.95 107.08
Quảng Trị 17.47 106.62
Sơn La 21.33 103.91
Tây Ninh 10.54 106.41
Thái Nguyên 21.59 105.85
Thanh Hóa 19.81 105.78
TP Hồ Chí Minh 10.78 106.7
Tuyên Quang 21.82 105.21
Vĩnh Long 10.25 105.97`;

const ENGLISH: Readonly<Record<string, string>> = { 'ha-noi': 'Hanoi', 'ho-chi-minh': 'Ho Chi Minh City' };

/**
 * The place of a key, named in the language: one of Vietnam's province-level units by its name or the name of a former
 * province that is part of it now, a Vietnamese town, or a world capital. Only a unit's own key needs no further module.
 */
export async function findPlace(key: string, language: string): Promise<GazetteerPlace | undefined> {
  return (
    vietnameseUnit(key, language) ?? (await loadChunk(import('./gazetteer-world.ts'))).findElsewhere(key, language)
  );
}

/** The province-level unit whose key it is. */
export function vietnameseUnit(key: string, language: string): GazetteerPlace | undefined {
  for (const line of VIETNAM.split('\n')) {
    const [, name = '', latitude, longitude] = /^(.+) (\S+) (\S+)$/.exec(line) ?? [];
    if (keyOf(name) !== key) continue;
    return {
      name: /^vi\b/.test(language) ? name : (ENGLISH[key] ?? unmarked(name)),
      latitude: Number(latitude),
      longitude: Number(longitude),
      timeZone: 'Asia/Ho_Chi_Minh',
    };
  }
  return undefined;
}

/** `Hà Nội`, `TP Hồ Chí Minh` → `ha-noi`, `ho-chi-minh`. */
export function keyOf(name: string): string {
  return unmarked(name)
    .toLowerCase()
    .replace(/^(tp|thanh pho|tinh)\.? /, '')
    .replace(/['’ʻ.]/g, '')
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Without Vietnamese marks: `Đà Nẵng` → `Da Nang`. */
export function unmarked(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('Đ', 'D').replaceAll('đ', 'd');
}
