// Taps that wait for the bot's answer, each for as long as Telegram lets a callback query live.

const WAITS_AT_MOST = 15_000;

export class Taps {
  #waiting = new Map(); // place of the key -> { query, timer }
  #early = new Map(); // query -> answer

  // `show` is told of each place whether it waits, `tell` what the bot answered.
  constructor(show, tell) {
    Object.assign(this, { show, tell });
  }

  waits(place) {
    return this.#waiting.has(place);
  }

  async start(place, ask) {
    if (this.waits(place)) return;
    const tap = {};
    this.#waiting.set(place, tap);
    this.show(place, true);
    const asked = await ask();
    if (!asked) return this.#stop(place);
    tap.query = asked.query_id;
    tap.timer = setTimeout(() => this.#stop(place), WAITS_AT_MOST);
    if (this.#early.has(tap.query)) this.answered(tap.query, this.#early.get(tap.query));
  }

  answered(query, answer) {
    const [place] = [...this.#waiting].find(([, tap]) => tap.query === query) ?? [];
    // An answer may overtake the tap's own response, which brings the query's id.
    if (!place && [...this.#waiting.values()].some((tap) => !tap.query)) this.#early.set(query, answer);
    if (!place) return;
    this.#stop(place);
    this.tell(answer);
  }

  #stop(place) {
    clearTimeout(this.#waiting.get(place).timer);
    this.#waiting.delete(place);
    if (!this.#waiting.size) this.#early.clear();
    this.show(place, false);
  }
}
