// Counts hits in Redis with the standard library alone: INCR over one connection, in the protocol of Redis.
package main

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
)

type redis struct {
	sync.Mutex
	net.Conn
	answers *bufio.Reader
}

func (r *redis) run(words ...string) (string, error) {
	r.Lock()
	defer r.Unlock()
	fmt.Fprintf(r, "*%d\r\n", len(words))
	for _, word := range words {
		fmt.Fprintf(r, "$%d\r\n%s\r\n", len(word), word)
	}
	line, err := r.answers.ReadString('\n')
	if err == nil && strings.HasPrefix(line, "-") {
		err = fmt.Errorf("redis: %s", strings.TrimSpace(line))
	}
	return line, err
}

func main() {
	address, err := url.Parse(os.Getenv("REDIS_URL"))
	if err != nil {
		panic(err)
	}
	connection, err := net.Dial("tcp", address.Host)
	if err != nil {
		panic(err)
	}
	store := &redis{Conn: connection, answers: bufio.NewReader(connection)}
	if password, set := address.User.Password(); set {
		if _, err := store.run("AUTH", password); err != nil {
			panic(err)
		}
	}
	http.HandleFunc("/hit", func(w http.ResponseWriter, _ *http.Request) {
		if _, err := store.run("INCR", "go_hits"); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
		}
	})
	panic(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil))
}
