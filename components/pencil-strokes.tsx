/** One slanted pencil stroke per request (five at most are drawn); stands beside "3 fois", so hidden from assistive technology. */
export function PencilStrokes({ count }: { count: number }) {
  const drawn = Math.min(count, 5);
  if (drawn < 1) return null;
  const strokes = Array.from({ length: drawn }, (_, index) => `M${index * 5 + 1} 10l3-9`).join("");
  return (
    <svg className="pencil" width={drawn * 5 + 1} height="11" aria-hidden="true">
      <path fill="none" stroke="currentColor" strokeWidth="1.6" d={strokes} />
    </svg>
  );
}
