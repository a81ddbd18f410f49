/** The tags that a misspelt one may have meant: the nearest first, at most `count`. */
export function nearestTags(tags: readonly string[], tag: string, count = 5): readonly string[] {
  const wanted = tag.toLowerCase();
  return tags
    .map((name) => ({ name, distance: distance(name.toLowerCase(), wanted) }))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, count)
    .map(({ name }) => name);
}

/** Levenshtein's: how many characters to insert, delete or replace. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [line, character] of one.split("").entries()) {
    const above = row;
    row = [line + 1];
    for (let column = 1; column <= other.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (character === other[column - 1] ? 0 : 1);
      row.push(Math.min(replaced, (above[column] ?? 0) + 1, (row[column - 1] ?? 0) + 1));
    }
  }
  return row[other.length] ?? 0;
}
