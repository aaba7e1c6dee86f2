import { defineTopic } from '../../define-topic.ts';
import { ticker } from './contract.ts';

const toCents = (price: number) => Math.round(price * 100) / 100;

export default defineTopic(ticker, {
  start({ params, publish, every, random }) {
    const symbols = params.symbols.split(',');
    const prices = new Map(symbols.map((symbol) => [symbol, toCents(50 + random() * 150)]));
    let turn = 0;
    const move = () => {
      const symbol = symbols[turn % symbols.length] ?? '';
      turn += 1;
      const before = prices.get(symbol) ?? 0;
      const price = Math.max(1, toCents(before * (0.99 + random() * 0.02)));
      prices.set(symbol, price);
      void publish('price', { symbol, price, change: toCents(price - before) });
    };
    move();
    every(1000 / params.rate, move);
  },
  receive: {},
});
