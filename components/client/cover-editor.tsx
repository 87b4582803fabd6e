"use client";

import { type PointerEvent, useRef, useState } from "react";

/** In hundredths of the picture. */
export interface Cover {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Side = keyof Cover;
const SIDES: readonly Side[] = ["x", "y", "width", "height"];

interface Row extends Cover {
  readonly key: number;
}

interface Props {
  readonly src: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly covers: readonly Cover[];
  readonly texts: Readonly<Record<Side | "row" | "add" | "remove" | "draw", string>>;
}

const rounded = (value: number) => Math.round(Math.min(100, Math.max(0, value)) * 10) / 10;

/** Black rectangles over a picture: drawn with a pointer, or written as numbers by who uses the keyboard. */
export function CoverEditor({ src, alt, width, height, covers, texts }: Props) {
  const [rows, setRows] = useState<readonly Row[]>(covers.map((cover, key) => ({ ...cover, key })));
  const [from, setFrom] = useState<{ readonly x: number; readonly y: number; readonly key: number } | null>(
    null,
  );
  const next = useRef(covers.length);
  const picture = useRef<SVGSVGElement>(null);
  const at = (event: PointerEvent) => {
    const box = picture.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    return {
      x: rounded(((event.clientX - box.left) / box.width) * 100),
      y: rounded(((event.clientY - box.top) / box.height) * 100),
    };
  };
  const add = (cover: Cover) => {
    const key = next.current;
    next.current += 1;
    setRows((before) => [...before, { ...cover, key }]);
    return key;
  };
  const change = (key: number, changed: Partial<Cover>) =>
    setRows((before) => before.map((row) => (row.key === key ? { ...row, ...changed } : row)));
  const begin = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const point = at(event);
    setFrom({ ...point, key: add({ ...point, width: 0, height: 0 }) });
  };
  const draw = (event: PointerEvent) => {
    if (!from) return;
    const to = at(event);
    change(from.key, {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: rounded(Math.abs(to.x - from.x)),
      height: rounded(Math.abs(to.y - from.y)),
    });
  };
  const end = () => {
    // A tap draws nothing.
    if (from)
      setRows((before) =>
        before.filter((row) => row.key !== from.key || (row.width > 0.5 && row.height > 0.5)),
      );
    setFrom(null);
  };
  const share = (value: number, whole: number) => (value / 100) * whole;
  return (
    <div className="cover-editor">
      <svg
        ref={picture}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={alt}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <image href={src} width={width} height={height} />
        {rows.map((row) => (
          <rect
            key={row.key}
            x={share(row.x, width)}
            y={share(row.y, height)}
            width={share(row.width, width)}
            height={share(row.height, height)}
          />
        ))}
      </svg>
      <div>
        <p className="small">{texts.draw}</p>
        {rows.map((row, index) => (
          <fieldset key={row.key} className="cover-row">
            <legend>{`${texts.row} ${index + 1}`}</legend>
            {SIDES.map((side) => (
              <label key={side} className="small">
                {texts[side]}
                <input
                  className="input"
                  type="number"
                  name={`covers.${index}.${side}`}
                  min={0}
                  max={100}
                  step={0.1}
                  value={row[side]}
                  onChange={(event) => change(row.key, { [side]: Number(event.target.value) })}
                />
              </label>
            ))}
            <button
              type="button"
              className="button plain"
              onClick={() => setRows((before) => before.filter(({ key }) => key !== row.key))}
            >
              {texts.remove}
              <span className="vh"> {index + 1}</span>
            </button>
          </fieldset>
        ))}
        <button type="button" className="button" onClick={() => add({ x: 10, y: 80, width: 40, height: 10 })}>
          {texts.add}
        </button>
      </div>
    </div>
  );
}
