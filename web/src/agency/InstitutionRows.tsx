import { useSay, type Say } from '../language';
import { levelText } from '../words';

export interface Institution {
    institution: string;
    name: string;
    region: string;
    kind: string;
    level: string;
    designated: boolean;
    networked: boolean;
    creditCode?: string;
    from: string;
    to?: string;
}

export function InstitutionRows({ rows }: { rows: Institution[] }) {
    const say = useSay();
    return (
        <div className="table" role="region" aria-label={say('机构', 'Institutions')} tabIndex={0}>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{say('编号', 'Code')}</th>
                        <th scope="col">{say('名称', 'Name')}</th>
                        <th scope="col">{say('统筹区', 'Region')}</th>
                        <th scope="col">{say('类别', 'Kind')}</th>
                        <th scope="col">{say('级别', 'Level')}</th>
                        <th scope="col">{say('定点', 'Designated')}</th>
                        <th scope="col">{say('联网', 'Networked')}</th>
                    </tr>
                </thead>
                <tbody>
                    {rows.map((row) => (
                        <tr key={`${row.institution} ${row.from}`}>
                            <td>{row.institution}</td>
                            <th scope="row">{row.name}</th>
                            <td>{row.region}</td>
                            <td>{kindText(row.kind, say)}</td>
                            <td>{levelText(say, row.level)}</td>
                            <td>{row.designated ? say('是', 'yes') : say('否', 'no')}</td>
                            <td>{row.networked ? say('是', 'yes') : say('否', 'no')}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

function kindText(kind: string, say: Say): string {
    const known: Record<string, string> = {
        hospital: say('医院', 'hospital'),
        pharmacy: say('药店', 'pharmacy'),
        community: say('社区卫生服务中心', 'community health centre'),
        township: say('乡镇卫生院', 'township hospital'),
        village: say('村卫生室', 'village clinic'),
    };
    return known[kind] ?? kind;
}
