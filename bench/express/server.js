// The items API as a Node team would write it: Express, node-redis, prom-client; in the same functions as app/items.
import { randomUUID } from 'node:crypto';
import express from 'express';
import { createClient } from 'redis';
import metrics from 'prom-client';

const { REDIS_URL, REDIS_REPLICAS_URL = REDIS_URL, PORT = 3000 } = process.env;
const uuid = randomUUID();
const master = await createClient({ url: REDIS_URL }).on('error', console.error).connect();
const replicas = await createClient({ url: REDIS_REPLICAS_URL }).on('error', console.error).connect();

const labelNames = ['route', 'method', 'status'];
const total = new metrics.Counter({ name: 'http_requests_total', help: 'Requests answered', labelNames });
const duration = new metrics.Histogram({ name: 'http_request_duration_seconds', help: 'Time to answer', labelNames });

const app = express();
app.use((req, res, next) => {
  const stop = duration.startTimer();
  res.set('Access-Control-Allow-Origin', '*');
  res.on('finish', () => {
    const labels = { route: req.route?.path ?? 'unmatched', method: req.method, status: res.statusCode };
    total.inc(labels);
    stop(labels);
  });
  req.method === 'OPTIONS' ? res.set('Access-Control-Allow-Methods', 'GET,POST,DELETE').status(204).end() : next();
});
app.use(express.json({ limit: '256kb' }), express.urlencoded({ extended: false, limit: '256kb' }));

const text = (value) => typeof value === 'string' && value.length <= 131072;
const need = (ok, res) => ok || (res.status(400).json({ title: 'Bad Request', status: 400 }), false);

app.get('/', (req, res) => res.send(`It is working, good job ${uuid} ${Date.now()}`));
app.get('/item', async (req, res) => need(text(req.query.id), res) && res.send((await replicas.get(req.query.id)) ?? ''));
app.post('/item', async (req, res) => need(text(req.body?.id) && text(req.body?.val), res) && (await master.set(req.body.id, req.body.val), res.send('ok')));
app.delete('/item', async (req, res) => need(text(req.body?.id), res) && (await master.del(req.body.id), res.send('ok')));
app.get('/items', async (req, res) => res.send(JSON.stringify(await keys(10000))));
app.get('/metrics', async (req, res) => res.type(metrics.register.contentType).send(await metrics.register.metrics()));
app.get('/healthz', async (req, res) => res.json({ redis: await replicas.ping() }));

async function keys(limit) {
  const found = new Set();
  for await (const batch of replicas.scanIterator({ COUNT: 500 })) {
    batch.forEach((key) => found.add(key));
    if (found.size >= limit) break;
  }
  return [...found].slice(0, limit);
}

app.listen(PORT, '127.0.0.1', () => console.log(`listening at http://127.0.0.1:${PORT} as ${uuid}`));
