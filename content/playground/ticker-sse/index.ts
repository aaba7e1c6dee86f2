interface Price {
  symbol: string;
  price: number;
  change: number;
}

const table = document.createElement('table');
document.body.append(table);
const rows = new Map<string, HTMLTableRowElement>();

const source = new EventSource('sse/ticker?symbols=ACME,GLOBEX&rate=5');

source.addEventListener('price', (event) => {
  const { symbol, price, change }: Price = JSON.parse(event.data);
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
