/** A text of which every second piece matched: plain, matched, plain, … */
export function Passage({ pieces }: { readonly pieces: readonly string[] }) {
  // A piece has no identity but its place.
  return pieces.map((piece, place) => {
    const key = `${place}:${piece}`;
    return place % 2 === 1 ? <mark key={key}>{piece}</mark> : <span key={key}>{piece}</span>;
  });
}
