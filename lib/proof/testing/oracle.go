// A second implementation of the log: Go's x/mod/sumdb (Debian: golang-golang-x-mod-dev) over the same leaves. Reads
// {"sizes", "vkey", "note"} on stdin, writes what it makes of them on stdout.
package main

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log"
	"os"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type question struct {
	Sizes []int64
	Vkey  string
	Note  string
}

type tree struct {
	Size        int64
	Root        string
	Tiles       map[string]string
	Inclusion   map[string][]string
	Consistency map[string][]string
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func texts(hashes []tlog.Hash) []string {
	all := make([]string, len(hashes))
	for at, hash := range hashes {
		all[at] = hash.String()
	}
	return all
}

// around is the places of a tree whose proofs are compared: its edges, the middle and the edges of tiles.
func around(size int64) []int64 {
	var all []int64
	seen := map[int64]bool{}
	for _, at := range []int64{0, 1, 2, size / 3, size / 2, 255, 256, 257, 511, 512, 65535, 65536, size - 2, size - 1} {
		if at >= 0 && at < size && !seen[at] {
			seen[at] = true
			all = append(all, at)
		}
	}
	return all
}

func treeOf(size int64, read tlog.HashReader) tree {
	made := tree{size, "", map[string]string{}, map[string][]string{}, map[string][]string{}}
	root, err := tlog.TreeHash(size, read)
	must(err)
	if size == 0 {
		// This version of the package says zeros; RFC 6962, section 2.1, says the hash of nothing.
		root = sha256.Sum256(nil)
	}
	made.Root = root.String()
	for _, tile := range tlog.NewTiles(8, 0, size) {
		data, err := tlog.ReadTileData(tile, read)
		must(err)
		sum := sha256.Sum256(data)
		made.Tiles[fmt.Sprintf("%d/%d/%d", tile.L, tile.N, tile.W)] = hex.EncodeToString(sum[:])
	}
	for _, at := range around(size) {
		proof, err := tlog.ProveRecord(size, at, read)
		must(err)
		made.Inclusion[fmt.Sprint(at)] = texts(proof)
		earlier, err := tlog.ProveTree(size, at+1, read)
		must(err)
		made.Consistency[fmt.Sprint(at+1)] = texts(earlier)
	}
	return made
}

func main() {
	var asked question
	must(json.NewDecoder(os.Stdin).Decode(&asked))
	var stored []tlog.Hash
	read := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		all := make([]tlog.Hash, len(indexes))
		for at, index := range indexes {
			all[at] = stored[index]
		}
		return all, nil
	})
	var trees []tree
	next := int64(0)
	for _, size := range asked.Sizes {
		for ; next < size; next++ {
			hashes, err := tlog.StoredHashes(next, []byte(fmt.Sprintf("leaf %d", next)), read)
			must(err)
			stored = append(stored, hashes...)
		}
		trees = append(trees, treeOf(size, read))
	}
	verifier, err := note.NewVerifier(asked.Vkey)
	must(err)
	opened, err := note.Open([]byte(asked.Note), note.VerifierList(verifier))
	must(err)
	stated, err := tlog.ParseTree([]byte("go.sum database tree\n" + opened.Text[len(verifier.Name())+1:]))
	must(err)
	secret, vkey, err := note.GenerateKey(rand.Reader, "second.example/log")
	must(err)
	signer, err := note.NewSigner(secret)
	must(err)
	signed, err := note.Sign(&note.Note{Text: opened.Text}, signer)
	must(err)
	must(json.NewEncoder(os.Stdout).Encode(map[string]interface{}{
		"trees": trees, "size": stated.N, "root": stated.Hash.String(), "vkey": vkey, "note": string(signed),
	}))
}
