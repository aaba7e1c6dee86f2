/** How long nothing gets through when the plug is pulled, in milliseconds, unless told otherwise. Browser-safe. */
export const usualOutage = 3000;
