/** "Législatives 2027 : l’Œuvre" → "legislatives-2027-l-oeuvre"; at most 60 characters, never empty. */
export function slugOf(name: string): string {
  const folded = name
    .replace(/œ/gi, "oe")
    .replace(/æ/gi, "ae")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();
  return (
    folded
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+/, "")
      .slice(0, 60)
      .replace(/-+$/, "") || "x"
  );
}
