// Runs before every request at CloudFront (cloudfront-js-2.0), after it has chosen the origin by the path as it came.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name.
function handler(event) {
  const request = event.request;
  const api = '/api';
  if (request.uri.startsWith(`${api}/`)) {
    request.uri = request.uri.slice(api.length);
  } else if (!request.uri.startsWith('/assets/') && !/^\/[^/]+\.[a-z0-9]+$/.test(request.uri)) {
    // An address of the page, such as /books/<id>: files are in /assets, or at the top with an ending.
    request.uri = '/index.html';
  }
  return request;
}
