import { decode } from '@msgpack/msgpack';

interface Message {
  id: string;
  event: 'price';
  data: { symbol: string; price: number; change: number };
  time: number;
}

const state = document.createElement('p');
const list = document.createElement('ol');
document.body.append(state, list);

let packed = 0;
let text = 0;

const socket = new WebSocket('ws/ticker?rate=2', 'msgpack');
socket.binaryType = 'arraybuffer';

socket.addEventListener('message', (event) => {
  const bytes: ArrayBuffer = event.data;
  const message = decode(bytes) as Message;
  packed += bytes.byteLength;
  text += new TextEncoder().encode(JSON.stringify(message)).length;
  state.textContent = `${packed} bytes as MessagePack; as JSON it would be ${text}`;
  const item = document.createElement('li');
  item.textContent = `${message.data.symbol} ${message.data.price.toFixed(2)}, ${bytes.byteLength} bytes`;
  list.prepend(item);
});
