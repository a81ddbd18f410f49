import { matchMessage, type Match } from "./match";
import { clean, segments } from "./normalise";

/** The most telling message of a text: one line, several lines, a log, a list of events. */
export function matchText(text: string): Match | undefined {
  let best: Match | undefined;
  for (const { text: message, joined } of segments(clean(text))) {
    const match = matchMessage(message);
    if (match === undefined) continue;
    if (best === undefined || isBetter(match, best, joined)) best = match;
  }
  return best;
}

/** Lines joined count more than one of them only where together they say something more specific. */
function isBetter(match: Match, than: Match, joined: boolean): boolean {
  if (match.cause.rank !== than.cause.rank) return match.cause.rank < than.cause.rank;
  return joined && match.pinned > than.pinned && match.message.includes(than.message);
}
