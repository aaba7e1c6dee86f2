interface Message {
  event: 'price';
  data: { symbol: string; price: number; change: number };
}

const table = document.createElement('table');
document.body.append(table);
const rows = new Map<string, HTMLTableRowElement>();

const socket = new WebSocket('ws/ticker?symbols=ACME,GLOBEX&rate=5');

socket.addEventListener('message', (event) => {
  const { data }: Message = JSON.parse(event.data);
  const { symbol, price, change } = data;
  const row = rows.get(symbol) ?? table.insertRow();
  rows.set(symbol, row);
  row.replaceChildren(
    ...[symbol, price.toFixed(2), `${change < 0 ? '▼' : '▲'} ${Math.abs(change).toFixed(2)}`].map(
      (text) => {
        const cell = document.createElement('td');
        cell.textContent = text;
        return cell;
      },
    ),
  );
});
