/**
 * A page of the site as a document in which nothing runs or loads. The browser reads the text itself, since pages let no
 * script make a document of a text (`require-trusted-types-for`).
 */
export function fetchPage(address: string): Promise<Document> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => {
      const page: Document | null = request.status === 200 ? request.response : null;
      if (page) resolve(page);
      else reject(new Error(`${request.status} ${address}`));
    };
    request.onerror = () => reject(new Error(address));
    request.send();
  });
}
