/** Whether a body is the kind of form that PHP's curl makes of an array. */
export function isMultipart(contentType: string): boolean {
  return /^\s*multipart\/form-data/i.test(contentType);
}

/**
 * Reads `multipart/form-data` as the form that says the same; files are passed over. The reference
 * names forms and JSON only (1.3), yet an official shop module sends its refunds so. A body that is
 * broken comes back as it was: it has no fields that a method knows.
 */
export async function formOfMultipart(contentType: string, body: Buffer): Promise<string> {
  try {
    const headers = { 'content-type': contentType };
    const data = await new Response(new Uint8Array(body), { headers }).formData();
    const texts = [...data].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as [string, string]] : [],
    );
    return new URLSearchParams(texts).toString();
  } catch {
    return body.toString('utf8');
  }
}
