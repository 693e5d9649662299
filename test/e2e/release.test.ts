import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Scene, until } from './gateway-scene.ts';

describe('an order of unknown outcome that the exchange does not tell of', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await Scene.start({
      limits: { open_orders: 1 },
      between: (request, response, pass) => {
        if (!request.url!.includes('/api/v3/order?') && request.method !== 'POST') return pass();
        if (request.method === 'POST' && order.isServed) return pass();
        if (request.method === 'POST') request.socket.destroy();
        else response.writeHead(503).end('{}');
      },
    });
  });
  afterEach(() => scene.stop());
  const order = { isServed: false };

  it('holds its limits until its owner releases it, also over a restart', async () => {
    const bot = scene.bot('grid');
    await scene.order(bot, { newClientOrderId: 'lost' });
    const budgets = () => scene.operations().budgets();
    await until(() => scene.used().startsWith('1 '));
    const [held] = (await budgets()).orders;
    expect(held).toMatchObject({ bot: 'grid', state: 'unknown', clientOrderId: 'lost' });
    order.isServed = true;
    expect((await scene.order(bot)).body).toContain('keyward: open-orders');

    expect(await scene.operations().release({ id: held!.id, by: 'a test' })).toEqual({ released: 1 });
    expect((await budgets()).orders).toEqual([]);
    expect((await scene.order(bot)).body).toContain('orderId');
    await scene.restart();
    expect((await budgets()).orders.map(({ clientOrderId }) => clientOrderId)).not.toContain('lost');
    const settled = (await scene.entries()).filter(({ kind }) => kind === 'settled');
    expect(settled).toContainEqual(expect.objectContaining({ of: held!.id, result: 'released', by: 'a test' }));
  });
});
