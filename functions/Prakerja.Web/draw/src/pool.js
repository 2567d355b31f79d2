import { tasks } from './tasks.js';

/** Runs tasks on the caller's own thread. */
export const inlinePool = { width: 1, run: async (task, input) => tasks[task](input), close() {} };

/** Runs tasks in workers, at most one each at a time. */
export class WorkerPool {
  constructor(makeWorker, width) {
    this.width = width;
    this.idle = Array.from({ length: width }, makeWorker);
    this.all = [...this.idle];
    this.waiting = [];
  }

  async run(task, input) {
    const worker = this.idle.pop() ?? await new Promise(resolve => this.waiting.push(resolve));
    try {
      return await new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = reject;
        worker.postMessage({ task, input });
      });
    } finally {
      const next = this.waiting.shift();
      if (next) next(worker);
      else this.idle.push(worker);
    }
  }

  close() {
    this.all.forEach(worker => worker.terminate());
  }
}

/** Starts a task for each piece, a bounded number at once, and takes the results in the order of the pieces. */
export async function inOrder(pool, task, pieces, take) {
  const running = [];
  const takeNext = async () => take(await running.shift());
  for await (const piece of pieces) {
    const run = pool.run(task, piece);
    // A failure is reported when its turn comes.
    run.catch(() => {});
    running.push(run);
    if (running.length > 2 * pool.width && await takeNext() === false) return;
  }
  while (running.length > 0) {
    if (await takeNext() === false) return;
  }
}
