package com.example.greeter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/** Asks for a name and greets, on a terminal. */
public final class Greeter {

    private Greeter() {}

    /**
     * Runs until it has greeted; ends with 1 if there was no name.
     *
     * @param args ignored
     * @throws IOException if the terminal can't be read
     */
    public static void main(String[] args) throws IOException {
        System.out.print("\033[1mYour name:\033[m ");
        String name = new BufferedReader(new InputStreamReader(System.in)).readLine();
        if (name == null || name.isBlank()) {
            System.out.println("\033[31mNobody there.\033[m");
            System.exit(1);
        }
        System.out.println("\033[32mHello, " + name.strip() + "!\033[m");
    }
}
