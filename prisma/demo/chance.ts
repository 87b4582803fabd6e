/** A repeatable source of chance (sfc32): the same demo everywhere, so that its pages can be quoted and tested. */
export class Chance {
  #a: number;
  #b: number;
  #c: number;
  #count = 1;

  constructor(seed: number) {
    [this.#a, this.#b, this.#c] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0];
    for (let warm = 0; warm < 15; warm += 1) this.#next();
  }

  #next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** A number from 0 (included) to 1 (excluded). */
  share(): number {
    return this.#next() / 2 ** 32;
  }

  /** True in this share of the cases. */
  isBelow(share: number): boolean {
    return this.share() < share;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.share() * (high - low + 1));
  }

  pick<T>(list: readonly T[]): T {
    const found = list[this.between(0, list.length - 1)];
    if (found === undefined) throw new Error("nothing to pick from");
    return found;
  }

  /** One of the list, each as likely as its weight. */
  weighted<T>(list: readonly (readonly [T, number])[]): T {
    let rest = this.share() * list.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of list) {
      rest -= weight;
      if (rest < 0) return value;
    }
    return this.pick(list)[0];
  }

  shuffled<T>(list: readonly T[]): T[] {
    const keyed = list.map((value) => [this.share(), value] as const);
    return keyed.sort(([a], [b]) => a - b).map(([, value]) => value);
  }

  /** An id of the shape of a random UUID (version 4). */
  uuid(): string {
    const hex = Array.from({ length: 4 }, () => this.#next().toString(16).padStart(8, "0")).join("");
    const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  /** Ten characters of Crockford's base 32, as the database's `short_id()` makes them. */
  shortId(): string {
    return Array.from({ length: 10 }, () => "0123456789abcdefghjkmnpqrstvwxyz"[this.#next() & 31]).join("");
  }
}
