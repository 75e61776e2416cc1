/** A client that is created on first use and replaced after every failure, because a failure may leave it stuck. */
export function renewed<Client extends { close(force?: boolean): Promise<void> }>(
  make: () => Promise<Client>,
) {
  let made: Promise<Client> | undefined;
  const discard = async (client: Promise<Client>) => {
    if (made === client) made = undefined;
    await client.then(
      (each) => each.close(true),
      () => {},
    );
  };
  return {
    /** @throws the cause of the failure, in the form that `refusalOf` expects */
    async use<T>(work: (client: Client) => Promise<T>): Promise<T> {
      made ??= make();
      const client = made;
      try {
        return await work(await client);
      } catch (error) {
        void discard(client).catch(() => {});
        throw plain(error);
      }
    },
    close: async () => made && discard(made),
  };
}

const codes: Readonly<Record<string, string>> = {
  PLT_KFK_NETWORK: "kafka-connection-lost",
  PLT_KFK_TIMEOUT: "kafka-timeout",
};

/**
 * The client wraps the causes of a failure, one for each attempt. If any attempt may have reached Kafka, its cause is the
 * one to report, because then the outcome is unknown.
 */
export function plain(error: unknown): Error {
  const roots = rootsOf(error);
  const { message, ...rest } = roots.find(mayHaveArrived) ?? roots[0] ?? { message: String(error) };
  return Object.assign(new Error(message, { cause: error }), rest);
}

interface Root {
  readonly message: string;
  readonly code?: string;
  readonly syscall?: string;
}

function mayHaveArrived({ code, syscall = "" }: Root): boolean {
  return !/^(connect|getaddrinfo)/.test(syscall) && code !== "NOT_ENOUGH_REPLICAS";
}

function rootsOf(error: unknown): Root[] {
  if (!(error instanceof Error)) return [];
  const below: unknown[] = error instanceof AggregateError ? error.errors : [error.cause];
  const roots = below.flatMap(rootsOf);
  if (roots.length > 0) return roots;
  // The fields that the client and Node add to an error.
  const { message, apiId, code, syscall }: Error & { apiId?: string; code?: string; syscall?: string } =
    error;
  const name = apiId ?? (code && (codes[code] ?? code));
  return [{ message, ...(name && { code: name }), ...(syscall && { syscall }) }];
}
