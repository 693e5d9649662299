// What the Lambda function of template.yaml calls: the rotation function of Keyward, from the package beside this file.
export { handler } from 'keyward/aws-rotation';
