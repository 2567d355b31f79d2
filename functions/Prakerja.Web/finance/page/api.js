const MAX_PAGES = 10;

/** What the host refused: a problem of RFC 9457, in the page's language. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem?.title ?? `HTTP ${status}`);
    this.status = status;
    this.problem = problem;
  }

  get text() {
    const fields = Object.entries(this.problem?.errors ?? {}).map(([field, errors]) => `${field}: ${errors.join(' ')}`);
    return [`${this.message}.`, this.problem?.detail, ...fields].filter(Boolean).join(' ');
  }
}

/** Calls of one signed-in person. The token is nowhere but here. */
export class Api {
  #token;

  constructor(token, language) {
    this.#token = token;
    this.language = language;
  }

  async list(path) {
    const items = [];
    let cursor = null;
    for (let page = 0; page < MAX_PAGES; page++) {
      const query = `${path.includes('?') ? '&' : '?'}limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
      const answer = await this.#send('GET', path + query);
      items.push(...answer.items);
      cursor = answer.next;
      if (!cursor) break;
    }
    return items;
  }

  post(path, body) {
    return this.#send('POST', path, body);
  }

  async #send(method, path, body) {
    const headers = { Authorization: `Bearer ${this.#token}`, 'Accept-Language': this.language };
    if (body) headers['Content-Type'] = 'application/json';
    const response = await fetch(path, { method, headers, body: body ? JSON.stringify(body) : undefined, cache: 'no-store', credentials: 'omit' });
    const text = await response.text();
    let answer = null;
    try {
      answer = text ? JSON.parse(text) : null;
    } catch {
      // What is not JSON has nothing to show.
    }
    if (!response.ok) throw new Refusal(response.status, answer);
    return answer;
  }
}
