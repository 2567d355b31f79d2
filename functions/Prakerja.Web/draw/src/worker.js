import { tasks } from './tasks.js';

onmessage = ({ data: { task, input } }) => {
  const result = tasks[task](input);
  const buffers = [...Object.values(result.columns ?? {}), ...[result.scores, result.root].filter(Boolean)].map(column => column.buffer);
  postMessage(result, buffers);
};
