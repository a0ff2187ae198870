/** A real model's slip on this exercise, at its real length: sound words, and a matrix that drifts row by row. */
export const wrongText = `### What the kernel does

The kernel
$$h=\\begin{bmatrix}-1&-2&-1\\\\0&0&0\\\\1&2&1\\end{bmatrix}$$
is a Sobel operator. It weighs the row above against the row below, so it answers to change from top to bottom and is blind to change from left to right.

### True convolution flips the kernel

In true convolution the kernel is flipped in both axes before it slides:
$$\\tilde h=\\begin{bmatrix}1&2&1\\\\0&0&0\\\\-1&-2&-1\\end{bmatrix}$$
With a 5×5 input, a 3×3 kernel, stride 1 and no padding, the output is $3\\times3$.

### The first entry

The window at the top left holds $1,2,3$ in its first row and $11,12,13$ in its last. So
$$y[0,0] = 1\\cdot 1 + 2\\cdot 2 + 1\\cdot 3 - 11 - 24 - 13 = -40.$$

### The other entries

Sliding on, the values grow with the input, since every row of the ramp is larger than the one before. Each window is weighed in the same way, and the output follows the ramp. So the whole output is
$$y=\\begin{bmatrix}-40&-48&-32\\\\-120&-144&-96\\\\-200&-240&-160\\end{bmatrix}.$$

**Final answer:** $y=[[-40,-48,-32],[-120,-144,-96],[-200,-240,-160]]$

To remember: flip first, then multiply and add.`

export const rightText = `### Why the kernel is flipped

This is a true convolution, so the kernel is flipped in both axes before it slides over the input:
$$\\tilde h=\\begin{bmatrix}1&2&1\\\\0&0&0\\\\-1&-2&-1\\end{bmatrix}$$

### The first entry

The window at the top left gives
$$y[0,0] = 1\\cdot 1 + 2\\cdot 2 + 1\\cdot 3 - 11 - 24 - 13 = -40.$$

### The other entries

From one row of the ramp to the next every entry grows by the same amount, so every window gives the same value, and
$$y=\\begin{bmatrix}-40&-40&-40\\\\-40&-40&-40\\\\-40&-40&-40\\end{bmatrix}.$$

Without the flip, as in cross-correlation, every entry would be $+40$ instead.

To remember: the sign tells whether the kernel was flipped.`

export const feedbackTexts = {
  '2b': 'You wrote $c = 1/d_{in}$, which is not the solution. Take the root of the variance: $c = 1/\\sqrt{d_{in}}$.',
  '2c': 'The bound is $\\|\\Delta W\\|_2 \\le d_{out}$, so $\\|\\Delta W\\|_2 = d_{out}$.',
  '2d': '=HYPERLINK("https://evil.example") Look again at what the bound of part (c) allows.',
} as const
