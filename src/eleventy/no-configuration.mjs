// Where a site configures nothing of its own, Eleventy must read no file that happens to lie there.
export default () => ({});
