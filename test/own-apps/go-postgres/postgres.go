package main

import (
	"bufio"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/url"
	"strconv"
	"strings"
)

// One connection, in the protocol of PostgreSQL: as much of it as a counter needs.
type postgres struct {
	net.Conn
	answers *bufio.Reader
}

func connect(database *url.URL) (*postgres, error) {
	socket, err := net.Dial("tcp", database.Host)
	if err != nil {
		return nil, err
	}
	p := &postgres{socket, bufio.NewReader(socket)}
	password, _ := database.User.Password()
	name := strings.TrimPrefix(database.Path, "/")
	p.send("", fmt.Sprintf("\x00\x03\x00\x00user\x00%s\x00database\x00%s\x00\x00", database.User.Username(), name))
	if err := p.authenticate(password); err != nil {
		return nil, err
	}
	return p, p.untilReady()
}

func (p *postgres) run(sql string) error {
	p.send("Q", sql+"\x00")
	return p.untilReady()
}

// SCRAM-SHA-256 (RFC 7677).
func (p *postgres) authenticate(password string) error {
	random := make([]byte, 18)
	rand.Read(random)
	first := "n=,r=" + base64.StdEncoding.EncodeToString(random)
	if _, _, err := p.receive(); err != nil {
		return err
	}
	begin := "n,," + first
	p.send("p", "SCRAM-SHA-256\x00"+string(binary.BigEndian.AppendUint32(nil, uint32(len(begin))))+begin)
	_, challenge, err := p.receive()
	if err != nil {
		return err
	}
	challenge = challenge[4:]
	fields := strings.Split(challenge, ",")
	salt, _ := base64.StdEncoding.DecodeString(fields[1][2:])
	rounds, _ := strconv.Atoi(fields[2][2:])
	last := "c=biws," + fields[0]
	salted := mac([]byte(password), string(salt)+"\x00\x00\x00\x01")
	for round, n := salted, 1; n < rounds; n++ {
		round = mac([]byte(password), string(round))
		salted = xor(salted, round)
	}
	key := mac(salted, "Client Key")
	stored := sha256.Sum256(key)
	proof := xor(key, mac(stored[:], first+","+challenge+","+last))
	p.send("p", last+",p="+base64.StdEncoding.EncodeToString(proof))
	return nil
}

func mac(key []byte, text string) []byte {
	hash := hmac.New(sha256.New, key)
	io.WriteString(hash, text)
	return hash.Sum(nil)
}

func xor(one, other []byte) []byte {
	result := make([]byte, len(one))
	for n := range one {
		result[n] = one[n] ^ other[n]
	}
	return result
}

func (p *postgres) send(kind, content string) {
	length := binary.BigEndian.AppendUint32(nil, uint32(len(content)+4))
	io.WriteString(p, kind+string(length)+content)
}

// An error of the server's is one here, too.
func (p *postgres) receive() (kind, content string, err error) {
	head := make([]byte, 5)
	if _, err := io.ReadFull(p.answers, head); err != nil {
		return "", "", err
	}
	body := make([]byte, binary.BigEndian.Uint32(head[1:])-4)
	if _, err := io.ReadFull(p.answers, body); err != nil {
		return "", "", err
	}
	kind, content = string(head[:1]), string(body)
	if kind == "E" {
		err = fmt.Errorf("postgres: %q", content)
	}
	return kind, content, err
}

// What the server says of its settings and of the rows is passed over.
func (p *postgres) untilReady() error {
	var failure error
	for {
		kind, _, err := p.receive()
		if err != nil {
			failure = err
		}
		if kind == "Z" || kind == "" {
			return failure
		}
	}
}
