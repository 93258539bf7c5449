/**
 * Why a server does not start: kube-apiserver's own words where it has some. It reaches the user as one line on stderr.
 */
export class StartError extends Error {}
