/** The answers of a slow function, asked for once for each text: names, venues and keywords come again and again. */
export function askOnce<Answer>(find: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, Answer>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined || answers.has(text)) return known as Answer;
    const answer = find(text);
    answers.set(text, answer);
    return answer;
  };
}
