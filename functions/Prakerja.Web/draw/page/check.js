import { WorkerPool } from '../src/pool.js';
import { Report } from '../src/report.js';
import { verifyBatch } from '../src/verify.js';
import { verifyTicket } from '../src/verify-ticket.js';
import workerSource from 'worker-source';

const MAX_WORKERS = 4;
const MEGABYTE = 1e6;

// A blob, not a file: the page stays one file that also works from a folder.
const workerUrl = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }));

/** One run of a check, told to `show` as it goes. */
export class Check {
  constructor({ single, ticket, source, abort }, show) {
    Object.assign(this, { ticket, source, abort });
    this.began = performance.now();
    this.bytes = 0;
    this.show = change => {
      Object.assign(this.state, change);
      if (!abort.signal.aborted || this.state.done) show(this.state);
    };
    const report = new Report(() => this.show({}));
    report.onProgress = length => { this.bytes += length; };
    this.state = { single, report, stage: 'documents', progress: null, done: false, error: null, shown: null, seconds: 0, megabytes: 0 };
    this.pool = new WorkerPool(() => new Worker(workerUrl), Math.max(1, Math.min(MAX_WORKERS, navigator.hardwareConcurrency ?? 2)));
  }

  async run() {
    const { ticket, source, pool, state } = this;
    const stage = (name, progress = null) => this.show({ stage: name, progress });
    const verify = state.single ? verifyTicket : verifyBatch;
    const cancelled = new Promise((_, reject) => this.abort.signal.addEventListener('abort', () => reject(new Error('cancelled'))));
    try {
      const { ticket: shown } = await Promise.race([verify({ source, report: state.report, pool, ticket, stage }), cancelled]);
      this.end({ shown });
    } catch (error) {
      this.end({ error: error.message || String(error) });
    }
  }

  cancel() {
    this.abort.abort();
  }

  end(change) {
    this.pool.close();
    const seconds = ((performance.now() - this.began) / 1000).toFixed(1);
    this.show({ ...change, done: true, seconds, megabytes: Math.ceil(this.bytes / MEGABYTE) });
  }
}
