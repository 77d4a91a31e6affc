/** Where a province stands on a grid, at its conventional place: a tile, and no border of anything. */
export interface Tile {
    code: string;
    zh: string;
    en: string;
    column: number;
    row: number;
}

const tile = (code: string, zh: string, en: string, column: number, row: number): Tile => ({ code, zh, en, column, row });

export const TILES: readonly Tile[] = [
    tile('23', '黑龙江', 'Heilongjiang', 9, 1),
    tile('65', '新疆', 'Xinjiang', 1, 2),
    tile('15', '内蒙古', 'Inner Mongolia', 6, 2),
    tile('11', '北京', 'Beijing', 7, 2),
    tile('21', '辽宁', 'Liaoning', 8, 2),
    tile('22', '吉林', 'Jilin', 9, 2),
    tile('63', '青海', 'Qinghai', 2, 3),
    tile('62', '甘肃', 'Gansu', 3, 3),
    tile('64', '宁夏', 'Ningxia', 4, 3),
    tile('61', '陕西', 'Shaanxi', 5, 3),
    tile('14', '山西', 'Shanxi', 6, 3),
    tile('13', '河北', 'Hebei', 7, 3),
    tile('12', '天津', 'Tianjin', 8, 3),
    tile('54', '西藏', 'Tibet', 1, 4),
    tile('51', '四川', 'Sichuan', 3, 4),
    tile('50', '重庆', 'Chongqing', 4, 4),
    tile('42', '湖北', 'Hubei', 5, 4),
    tile('41', '河南', 'Henan', 6, 4),
    tile('37', '山东', 'Shandong', 7, 4),
    tile('32', '江苏', 'Jiangsu', 8, 4),
    tile('53', '云南', 'Yunnan', 3, 5),
    tile('52', '贵州', 'Guizhou', 4, 5),
    tile('43', '湖南', 'Hunan', 5, 5),
    tile('36', '江西', 'Jiangxi', 6, 5),
    tile('34', '安徽', 'Anhui', 7, 5),
    tile('33', '浙江', 'Zhejiang', 8, 5),
    tile('31', '上海', 'Shanghai', 9, 5),
    tile('45', '广西', 'Guangxi', 4, 6),
    tile('44', '广东', 'Guangdong', 5, 6),
    tile('35', '福建', 'Fujian', 7, 6),
    tile('71', '台湾', 'Taiwan', 8, 6),
    tile('46', '海南', 'Hainan', 4, 7),
    tile('82', '澳门', 'Macao', 5, 7),
    tile('81', '香港', 'Hong Kong', 6, 7),
];
