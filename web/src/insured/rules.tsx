import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import type { CitedRule } from '../choices';
import { Dialog, Notice } from '../kit';
import { dayText, useLanguage, useSay, type Say } from '../language';
import { confidence, evidence, half, isDoubtful, type Both } from './words';

/** A rule as pages show it. */
export interface Rule extends CitedRule {
    /** from which day on this version of it is in force */
    from?: string;
    evidence?: string;
    notes?: string;
}

/** A rule as a receipt lists it. */
export interface ReceiptRule {
    key: string;
    title: Both;
    from?: string;
    document: string;
    evidence: string;
    confidence: string;
    lowConfidence: boolean;
    notes?: Both;
}

export function ofReceipt(say: Say, rule: ReceiptRule): Rule {
    return {
        id: rule.key,
        title: half(say, rule.title),
        source: rule.document,
        confidence: rule.confidence,
        evidence: rule.evidence,
        ...(rule.from && { from: rule.from }),
        ...(rule.notes && { notes: half(say, rule.notes) }),
    };
}

const Showing = createContext<(rule: Rule) => void>(() => undefined);

/** Within this, [RuleButton] shows a rule in a dialog. */
export function Rules({ children }: { children: ReactNode }) {
    const say = useSay();
    const { language } = useLanguage();
    const [shown, show] = useState<Rule>();
    const given = useMemo(() => (rule: Rule) => show(rule), []);
    const from = shown && (shown.from ?? fromOf(shown.id));
    return (
        <Showing value={given}>
            {children}
            <Dialog title={shown?.title ?? ''} open={shown !== undefined} close={() => show(undefined)}>
                {shown && (
                    <>
                        {isDoubtful(shown.confidence) && (
                            <Notice kind="warn">
                                {say(
                                    '这条规则未经官方文件核实，结果仅供参考。',
                                    'This rule is not from an official document: take what follows from it with care.',
                                )}
                            </Notice>
                        )}
                        {shown.notes && <p>{shown.notes}</p>}
                        <dl className="facts">
                            <dt>{say('出处', 'Source')}</dt>
                            <dd>{shown.source}</dd>
                            {from && (
                                <>
                                    <dt>{say('施行日期', 'In force from')}</dt>
                                    <dd>{dayText(from, language)}</dd>
                                </>
                            )}
                            <dt>{say('可信程度', 'Confidence')}</dt>
                            <dd>
                                {confidence(say, shown.confidence)}
                                {shown.evidence !== undefined && evidence(say, shown.evidence)}
                            </dd>
                            <dt>{say('规则编号', 'Rule')}</dt>
                            <dd className="code">{shown.id}</dd>
                        </dl>
                    </>
                )}
            </Dialog>
        </Showing>
    );
}

/** The key of a rule has the day from which on it is in force. */
function fromOf(id: string): string | undefined {
    return /@(\d{4}-\d{2}-\d{2})/.exec(id)?.[1];
}

/** The way to a rule: one tap. */
export function RuleButton({ rule }: { rule: Rule }) {
    const say = useSay();
    const show = useContext(Showing);
    return (
        <button type="button" className="rule" onClick={() => show(rule)}>
            <span className="visually-hidden">{say('依据：', 'Rule: ')}</span>
            {rule.title}
            {isDoubtful(rule.confidence) && <span title={confidence(say, rule.confidence)}> *</span>}
        </button>
    );
}
