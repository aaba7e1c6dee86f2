/** Asks again as long as the connection is lost before the answer: after a cut, a kept connection may be a dead one. */
export async function persistently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      // `TypeError` is how fetch says that the connection was lost (Fetch standard §5.6).
      if (!(error instanceof TypeError)) throw error;
    }
  }
}
