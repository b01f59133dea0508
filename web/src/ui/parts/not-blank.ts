/** For a field that must say something: `required` is content with blanks. */
export const notBlank = { required: true, pattern: '.*\\S.*', title: 'At least one letter or digit' };
