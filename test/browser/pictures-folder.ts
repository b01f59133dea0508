/** Where the run leaves its pictures, beside the results; ignored by git. */
export const picturesFolder = '.test-results/screenshots';
