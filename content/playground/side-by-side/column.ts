/** Adds a column to the page: a name, a state, and the newest numbers. */
export function column(name: string) {
  const section = document.createElement('section');
  const heading = document.createElement('h2');
  const state = document.createElement('p');
  const numbers = document.createElement('ol');
  heading.textContent = name;
  state.textContent = 'connecting';
  section.append(heading, state, numbers);
  document.body.append(section);

  return {
    state: (text: string): void => {
      state.textContent = text;
    },
    add: (count: number): void => {
      const item = document.createElement('li');
      item.value = count;
      item.textContent = new Date().toLocaleTimeString();
      numbers.prepend(item);
      if (numbers.childElementCount > 20) numbers.lastElementChild?.remove();
    },
  };
}
