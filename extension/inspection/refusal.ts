import pg from "pg";

/** PostgreSQL answered no. Anything else means the connection is lost, as 57P01 to 57P03 do: it is shut down. */
export function isRefusal(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && !/^57P0[123]$/.test(error.code ?? "");
}
