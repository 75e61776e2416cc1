// Counts hits in PostgreSQL with the standard library alone: each hit is one atomic UPDATE.
package main

import (
	"net/http"
	"net/url"
	"os"
)

const connections = 8

func main() {
	database, err := url.Parse(os.Getenv("DATABASE_URL"))
	if err != nil {
		panic(err)
	}
	pool := make(chan *postgres, connections)
	for range [connections]int{} {
		connection, err := connect(database)
		if err != nil {
			panic(err)
		}
		pool <- connection
	}
	first := <-pool
	for _, sql := range []string{
		"CREATE TABLE IF NOT EXISTS counter (id integer PRIMARY KEY, value integer NOT NULL)",
		"INSERT INTO counter VALUES (1, 0) ON CONFLICT DO NOTHING",
	} {
		if err := first.run(sql); err != nil {
			panic(err)
		}
	}
	pool <- first
	http.HandleFunc("/hit", func(w http.ResponseWriter, _ *http.Request) {
		connection := <-pool
		err := connection.run("UPDATE counter SET value = value + 1 WHERE id = 1")
		pool <- connection
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
		}
	})
	panic(http.ListenAndServe("localhost:"+os.Getenv("PORT"), nil))
}
