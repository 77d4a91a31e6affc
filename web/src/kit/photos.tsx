import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { upload } from '../api';
import { Button, Failed, Notice } from '.';
import { useSay } from '../language';
import './photos.css';
import { fit, MOST_PIXELS } from './shrink';

/** A photo or PDF that was sent. */
export interface Sent {
    paper: string;
    document: string;
    type: string;
}

const QUALITY = 0.85;

class Unreadable extends Error {}

/** A photo of a sane size as JPEG; a PDF as it is. */
async function shrunk(file: File): Promise<Blob> {
    if (file.type === 'application/pdf') {
        return file;
    }
    let image: ImageBitmap;
    try {
        image = await createImageBitmap(file, { imageOrientation: 'from-image' });
    } catch {
        throw new Unreadable();
    }
    const { width, height } = fit(image.width, image.height, MOST_PIXELS);
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    if (context === null) {
        throw new Unreadable();
    }
    // What is transparent would become black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.drawImage(image, 0, 0, width, height);
    image.close();
    return new Promise((resolve, reject) =>
        canvas.toBlob((blob) => (blob === null ? reject(new Unreadable()) : resolve(blob)), 'image/jpeg', QUALITY),
    );
}

/** Takes photos of a person's paper, or files, and sends each at once; what was sent is shown and can be left out again. */
export function Photos({
    person,
    paper,
    name,
    sent,
    change,
}: {
    person: string;
    paper: string;
    name: string;
    sent: readonly Sent[];
    change: (sent: Sent[]) => void;
}) {
    const say = useSay();
    const id = useId();
    const [progress, setProgress] = useState('');
    const own = sent.filter((each) => each.paper === paper);
    const send = useMutation<void, Error, File[]>({
        mutationFn: async (files) => {
            let all = [...sent];
            for (const [at, file] of files.entries()) {
                setProgress(say(`正在处理第 ${at + 1} 张，共 ${files.length} 张…`, `Preparing ${at + 1} of ${files.length}…`));
                const blob = await shrunk(file);
                setProgress(say(`正在上传第 ${at + 1} 张，共 ${files.length} 张…`, `Sending ${at + 1} of ${files.length}…`));
                const kept = await upload<{ document: string; type: string }>(`/api/persons/${person}/documents`, blob);
                if (!all.some((each) => each.paper === paper && each.document === kept.document)) {
                    all = [...all, { paper, document: kept.document, type: kept.type }];
                    change(all);
                }
            }
        },
    });
    const take = (list: FileList | null) => {
        if (list !== null && list.length > 0) {
            send.mutate([...list]);
        }
    };
    return (
        <div className="photos" role="group" aria-labelledby={id}>
            <h3 id={id}>{name}</h3>
            {own.length > 0 && (
                <ul>
                    {own.map((each, at) => (
                        <li key={each.document}>
                            {each.type === 'application/pdf' ? (
                                <span>PDF</span>
                            ) : (
                                <img
                                    src={`/api/persons/${person}/documents/${each.document}`}
                                    alt={say(`${name} 第 ${at + 1} 张`, `${name}, ${at + 1}`)}
                                />
                            )}
                            <Button
                                small
                                aria-label={say(`移除：${name}第 ${at + 1} 张`, `Remove: ${name}, ${at + 1}`)}
                                onClick={() => change(sent.filter((other) => other !== each))}
                            >
                                {say('移除', 'Remove')}
                            </Button>
                        </li>
                    ))}
                </ul>
            )}
            {send.isPending ? (
                <Notice>{progress}</Notice>
            ) : (
                <div className="buttons">
                    <label className="button small">
                        {say('拍照', 'Take a photo')}
                        <input
                            className="visually-hidden"
                            type="file"
                            accept="image/*"
                            capture="environment"
                            aria-label={say(`拍照：${name}`, `Take a photo: ${name}`)}
                            onChange={(event) => {
                                take(event.target.files);
                                event.target.value = '';
                            }}
                        />
                    </label>
                    <label className="button small">
                        {say('选择文件', 'Choose files')}
                        <input
                            className="visually-hidden"
                            type="file"
                            accept="image/*,application/pdf"
                            multiple
                            aria-label={say(`选择文件：${name}`, `Choose files: ${name}`)}
                            onChange={(event) => {
                                take(event.target.files);
                                event.target.value = '';
                            }}
                        />
                    </label>
                </div>
            )}
            {send.error instanceof Unreadable && (
                <Notice kind="bad">
                    {say('这个文件打不开：请选择 JPEG、PNG 照片或 PDF。', 'This file cannot be opened: choose a JPEG or PNG image, or a PDF.')}
                </Notice>
            )}
            {send.error !== null && !(send.error instanceof Unreadable) && <Failed error={send.error} />}
        </div>
    );
}
